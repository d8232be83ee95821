package dev.outpost.cli;

import dev.outpost.packages.PackageTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.Narrowing;
import dev.outpost.uplink.RouterCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code --for-router BOARD[@RELEASE]}: what is not known of either narrows the answer, and does not stop it. */
final class ForRouter {
    /** What people call the state that no release has yet. */
    private static final String UNRELEASED = "(?i)snapshot|main|master";

    private final PackageTable packages = PackageTable.shipped();
    private final String board;
    private final String release;

    private ForRouter(String word) {
        var at = word.lastIndexOf('@');
        board = (at < 0 ? word : word.substring(0, at)).strip();
        release = at < 0 ? packages.known().getLast() : word.substring(at + 1).strip();
    }

    /** @throws ProblemException exit 2 where no board is named, or a release that never was */
    static RouterCheck named(String word) {
        return new ForRouter(word).check();
    }

    private RouterCheck check() {
        if (board.isEmpty()) {
            throw mistake(
                    ProblemCode.USAGE_NO_BOARD,
                    "--for-router names no board",
                    "it is BOARD or BOARD@RELEASE",
                    "outpost probe --for-router generic");
        }
        var series = tables();
        var age = age(series);
        var asked = new AskedBoard(board);
        var known = asked.known();
        return known.map(router -> check(router, asked.id(router), series, asked.narrowing(router, age)))
                .orElseGet(() -> check(asked.nobodys(), board, series, asked.unknown(age)));
    }

    private RouterCheck check(DeviceProfile router, String id, String series, Narrowing narrowing) {
        var tables = packages.release(series, router.fact("target")).orElseThrow();
        return new RouterCheck(router, id, tables, packages, ProfileBook.shipped(), narrowing);
    }

    /** The series whose tables judge it. */
    private String tables() {
        return packages.release(release)
                .map(known -> known.series())
                .or(() -> packages.older(release).map(older -> older.nearest()))
                .or(() -> Optional.of(packages.known().getLast()).filter(newest -> release.matches(UNRELEASED)))
                .orElseThrow(this::noRelease);
    }

    private Narrowing age(String series) {
        if (release.matches(UNRELEASED)) {
            return new Narrowing(
                    series,
                    List.of("what will be released is not known: judged by the tables of " + series),
                    List.of());
        }
        return packages.older(release)
                .map(older -> new Narrowing(
                        older.series(),
                        List.of(older.inWords()),
                        List.of("what the tables of " + series + " say holds for " + older.series() + " too")))
                .orElseGet(() -> new Narrowing(series, List.of(), List.of()));
    }

    private ProblemException noRelease() {
        return mistake(
                ProblemCode.USAGE_NO_RELEASE,
                "nothing is known of OpenWrt '" + release + "'",
                "known: "
                        + Stream.concat(
                                        packages.olderSeries().stream().map(series -> series + " (roughly)"),
                                        packages.known().stream())
                                .collect(Collectors.joining(", ")),
                "outpost probe --for-router " + board + "@" + packages.known().getLast());
    }

    private static ProblemException mistake(ProblemCode code, String what, String because, String next) {
        return new ProblemException(new Problem(code, what, because, next));
    }
}
