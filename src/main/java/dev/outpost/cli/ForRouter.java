package dev.outpost.cli;

import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.Nearest;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.PackageRelease;
import dev.outpost.router.PackageTable;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.RouterCheck;
import java.util.List;

/** Reads {@code --for-router BOARD[@RELEASE]}. */
final class ForRouter {
    private ForRouter() {}

    /** @throws ProblemException exit 2 where the board or the release is not known */
    static RouterCheck named(String word) {
        var at = word.lastIndexOf('@');
        var board = at < 0 ? word : word.substring(0, at);
        var book = ProfileBook.shipped();
        var table = PackageTable.shipped();
        var router = router(book, board);
        var release = at < 0 ? table.sized() : release(table, board, word.substring(at + 1));
        return new RouterCheck(router, board, release, table, book);
    }

    private static DeviceProfile router(ProfileBook book, String board) {
        return book.router(board).orElseThrow(() -> {
            var known = boards(book);
            return mistake(
                    "USAGE-NO-BOARD",
                    "no router profile is called '" + board + "'",
                    "the nearest is " + Nearest.of(board, known.toArray(String[]::new)) + "; known: "
                            + String.join(" ", known),
                    "outpost probe --for-router " + Nearest.of(board, known.toArray(String[]::new)));
        });
    }

    private static PackageRelease release(PackageTable table, String board, String word) {
        return table.release(word)
                .orElseThrow(() -> mistake(
                        "USAGE-NO-RELEASE",
                        "nothing is known of OpenWrt '" + word + "'",
                        "known: " + String.join(", ", table.known()),
                        "outpost probe --for-router " + board + "@"
                                + table.known().getLast()));
    }

    private static List<String> boards(ProfileBook book) {
        return book.devices().stream()
                .filter(d -> d.kind().equals("routers"))
                .flatMap(d -> d.boards().stream())
                .sorted()
                .toList();
    }

    private static ProblemException mistake(String code, String what, String because, String next) {
        return new ProblemException(new Problem(code, what, because, next, Exit.USAGE));
    }
}
