package dev.outpost.cli;

import dev.outpost.profile.Board;
import dev.outpost.profile.BoardTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.PackageRelease;
import dev.outpost.router.PackageTable;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.Narrowing;
import dev.outpost.uplink.RouterCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code --for-router BOARD[@RELEASE]}: what is not known of either narrows the answer, and does not stop it. */
final class ForRouter {
    /** More boards of that name tell nobody anything. */
    private static final int MOST_BOARDS = 12;

    private final ProfileBook profiles = ProfileBook.shipped();
    private final PackageTable packages = PackageTable.shipped();
    private final BoardTable boards = BoardTable.shipped();
    private final String board;
    private final Optional<String> release;

    private ForRouter(String word) {
        var at = word.lastIndexOf('@');
        board = (at < 0 ? word : word.substring(0, at)).strip();
        release = at < 0 ? Optional.empty() : Optional.of(word.substring(at + 1).strip());
    }

    /** @throws ProblemException exit 2 where no board is named, or a release that never was */
    static RouterCheck named(String word) {
        return new ForRouter(word).check();
    }

    private RouterCheck check() {
        if (board.isEmpty()) {
            throw mistake(
                    "USAGE-NO-BOARD",
                    "--for-router names no board",
                    "it is BOARD or BOARD@RELEASE",
                    "outpost probe --for-router generic");
        }
        var name = release.orElseGet(() -> packages.known().getLast());
        var series = packages.release(name)
                .or(() -> packages.older(name).flatMap(older -> packages.release(older.nearest())))
                .map(PackageRelease::series)
                .orElseThrow(() -> noRelease(name));
        var age = packages.older(name)
                .map(older -> new Narrowing(
                        older.series(),
                        List.of(older.inWords()),
                        List.of("what the tables of " + older.nearest() + " say holds for " + older.series() + " too")))
                .orElseGet(() -> new Narrowing(series, List.of(), List.of()));
        var found = candidates();
        return found.size() == 1
                ? one(found.getFirst(), age, series)
                : check(nobodys(found), board, series).narrowed(unknown(found, age));
    }

    private RouterCheck check(DeviceProfile router, String id, String series) {
        var release = packages.release(series, router.fact("target")).orElseThrow();
        return new RouterCheck(router, id, release, packages, profiles);
    }

    private RouterCheck one(DeviceProfile router, Narrowing age, String series) {
        var id = router.boards().contains(board) ? board : router.boards().getFirst();
        var listed = boards.board(id);
        var alone = listed.filter(b -> profiles.router(id).isEmpty());
        var conditions = Stream.of(
                        listed.filter(b -> isMissing(b, age.release())).map(b -> hasAnImage(b, age.release())),
                        alone.filter(this::showsNoUsb)
                                .map(b -> "the board has a USB port: its image holds no driver for one"))
                .flatMap(Optional::stream)
                .toList();
        var notes = alone.map(ForRouter::listsSay).stream().toList();
        return check(router, id, series).narrowed(age.and(notes, conditions));
    }

    /** A board by the name of its profile first, then all that are called so. */
    private List<DeviceProfile> candidates() {
        var exact = profiles.router(board).or(() -> boards.board(board).map(Board::profile));
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        return boards.and(described()).called(board).stream()
                .map(b -> profiles.router(b.id()).orElseGet(b::profile))
                .distinct()
                .sorted(Comparator.comparing(DeviceProfile::profile))
                .toList();
    }

    /** Boards with a profile of ours, some of which OpenWrt builds no more. */
    private List<Board> described() {
        return profiles.devices().stream()
                .filter(d -> d.kind().equals("routers"))
                .flatMap(d -> d.boards().stream()
                        .map(id -> new Board(
                                id,
                                d.fact("target").orElse("?"),
                                d.name(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                "")))
                .toList();
    }

    private boolean isMissing(Board b, String series) {
        return !b.series().contains(series)
                && boards.boards().stream().anyMatch(other -> other.series().contains(series));
    }

    private static String hasAnImage(Board b, String series) {
        return "OpenWrt " + series + " has an image for it (its lists have one in " + String.join(", ", b.series())
                + ")";
    }

    /** Some targets have USB in every kernel; where other boards' images bring it along, its absence says something. */
    private boolean showsNoUsb(Board b) {
        return b.usbDrivers().isEmpty()
                && boards.boards().stream()
                        .anyMatch(other -> other.target().equals(b.target())
                                && other.usbDrivers().stream()
                                        .anyMatch(driver -> driver.matches("kmod-usb(2|3|-ohci|-dwc2)")));
    }

    private DeviceProfile nobodys(List<DeviceProfile> found) {
        var name = found.isEmpty()
                ? "a router that is not known ('" + board + "')"
                : "one of " + found.size() + " routers called '" + board + "'";
        return new DeviceProfile("routers", board, name, List.of(board), List.of(), List.of());
    }

    private Narrowing unknown(List<DeviceProfile> found, Narrowing age) {
        var which = found.isEmpty()
                ? "no board is called '" + board + "' (" + boards.source()
                        + "): its flash, USB port and power are not known; on the router: "
                        + "ubus call system board tells its name"
                : "which one is meant? "
                        + found.stream()
                                .limit(MOST_BOARDS)
                                .map(DeviceProfile::profile)
                                .collect(Collectors.joining(", "))
                        + (found.size() > MOST_BOARDS ? " and " + (found.size() - MOST_BOARDS) + " more" : "");
        return age.and(List.of(which), List.of("the board has a USB port that its image has a driver for"));
    }

    private static String listsSay(Board b) {
        var flash = b.imageKib()
                .map(kib -> "an image of at most " + kib + " KiB")
                .orElse("the size of its flash is not told");
        var usb = b.usbDrivers().isEmpty() ? "no USB driver named for it" : "with " + String.join(" ", b.usbDrivers());
        return "nobody has described this board here; OpenWrt's lists say " + b.target() + ", " + flash + ", " + usb
                + "; what is free after flashing and what its USB port gives are not known";
    }

    private ProblemException noRelease(String word) {
        return mistake(
                "USAGE-NO-RELEASE",
                "nothing is known of OpenWrt '" + word + "'",
                "known: "
                        + Stream.concat(
                                        packages.olderSeries().stream().map(s -> s + " (roughly)"),
                                        packages.known().stream())
                                .collect(Collectors.joining(", ")),
                "outpost probe --for-router " + board + "@" + packages.known().getLast());
    }

    private static ProblemException mistake(String code, String what, String because, String next) {
        return new ProblemException(new Problem(code, what, because, next, Exit.USAGE));
    }
}
