package dev.outpost.cli;

import dev.outpost.packages.PackageTable;
import dev.outpost.profile.BoardTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.RouterCheck;
import dev.outpost.uplink.RouterFit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code --for-router BOARD[@RELEASE]}: a board with a profile of ours, one of OpenWrt's lists, one of several of that name, or none that is
 * known. What is not known of board or release narrows the answer, and does not stop it.
 */
final class ForRouter {
    /** What people call the state that no release has yet. */
    private static final String UNRELEASED = "(?i)snapshot|main|master";

    /** More boards of that name tell nobody anything. */
    private static final int MOST_BOARDS = 12;

    private static final int MOST_NEAR = 3;

    private static final String HOST_DRIVERS = "kmod-usb(2|3|-ohci|-dwc2)";

    private final PackageTable packages = PackageTable.shipped();
    private final ProfileBook profiles = ProfileBook.shipped();
    private final BoardTable lists = BoardTable.shipped();
    private final String word;
    private final String release;
    private final List<DeviceProfile> found;

    private ForRouter(String typed) {
        var at = typed.lastIndexOf('@');
        word = (at < 0 ? typed : typed.substring(0, at)).strip();
        release = at < 0 ? packages.known().getLast() : typed.substring(at + 1).strip();
        found = profiles.router(word)
                .or(() -> lists.board(word).map(BoardTable.Board::profile))
                .map(List::of)
                .orElseGet(this::called);
    }

    /** @throws ProblemException exit 2 where no board is named, or a release that never was */
    static RouterCheck named(String typed) {
        return new ForRouter(typed).check();
    }

    private RouterCheck check() {
        if (word.isEmpty()) {
            throw mistake(
                    ProblemCode.USAGE_NO_BOARD,
                    "--for-router names no board",
                    "it is BOARD or BOARD@RELEASE",
                    "outpost probe --for-router generic");
        }
        var series = tables();
        var age = age(series);
        if (found.size() != 1) {
            return check(nobodys(), word, series, unknown(age));
        }
        var router = found.getFirst();
        return check(router, id(router), series, narrowing(router, age));
    }

    private RouterCheck check(DeviceProfile router, String id, String series, RouterFit.Narrowing narrowing) {
        var tables = packages.release(series, router.fact("target")).orElseThrow();
        return new RouterCheck(router, id, tables, packages, profiles, narrowing);
    }

    /** The series whose tables judge it. */
    private String tables() {
        return packages.release(release)
                .map(known -> known.series())
                .or(() -> packages.older(release).map(older -> older.nearest()))
                .or(() -> Optional.of(packages.known().getLast()).filter(newest -> release.matches(UNRELEASED)))
                .orElseThrow(this::noRelease);
    }

    private RouterFit.Narrowing age(String series) {
        if (release.matches(UNRELEASED)) {
            return new RouterFit.Narrowing(
                    series,
                    List.of("what will be released is not known: judged by the tables of " + series),
                    List.of());
        }
        return packages.older(release)
                .map(older -> new RouterFit.Narrowing(
                        older.series(),
                        List.of(older.inWords()),
                        List.of("what the tables of " + series + " say holds for " + older.series() + " too")))
                .orElseGet(() -> new RouterFit.Narrowing(series, List.of(), List.of()));
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
                "outpost probe --for-router " + word + "@" + packages.known().getLast());
    }

    private static ProblemException mistake(ProblemCode code, String what, String because, String next) {
        return new ProblemException(new Problem(code, what, because, next));
    }

    /** OpenWrt's name of it. */
    private String id(DeviceProfile router) {
        return router.boards().contains(word) ? word : router.boards().getFirst();
    }

    /** What is not known of a board that is. */
    private RouterFit.Narrowing narrowing(DeviceProfile router, RouterFit.Narrowing age) {
        var id = id(router);
        var listed = lists.board(id);
        var alone = listed.filter(board -> profiles.router(id).isEmpty());
        var conditions = Stream.of(
                        listed.filter(board -> isMissing(board, age.release()))
                                .map(board -> hasAnImage(board, age.release())),
                        alone.filter(this::showsNoUsb)
                                .map(board -> "the board has a USB port: its image holds no driver for one"))
                .flatMap(Optional::stream)
                .toList();
        return age.and(alone.map(ForRouter::listsSay).stream().toList(), conditions);
    }

    /** What stands for a board that is not known: no fact at all. */
    private DeviceProfile nobodys() {
        var name = found.isEmpty()
                ? "a router that is not known ('" + word + "')"
                : "one of " + found.size() + " routers called '" + word + "'";
        return new DeviceProfile("routers", word, name, List.of(word), List.of(), List.of());
    }

    private RouterFit.Narrowing unknown(RouterFit.Narrowing age) {
        var which = found.isEmpty()
                ? "no board is called '" + word + "' (" + lists.source()
                        + "): its flash, USB port and power are not known; " + meant()
                : "which one is meant? "
                        + found.stream()
                                .limit(MOST_BOARDS)
                                .map(DeviceProfile::profile)
                                .collect(Collectors.joining(", "))
                        + (found.size() > MOST_BOARDS ? " and " + (found.size() - MOST_BOARDS) + " more" : "");
        return age.and(List.of(which), List.of("the board has a USB port that its image has a driver for"));
    }

    /** What is nearest to a mistyped name; else where it stands. */
    private String meant() {
        var near = lists.and(described()).near(word).stream()
                .map(BoardTable.Board::id)
                .limit(MOST_NEAR)
                .collect(Collectors.joining(" or "));
        return near.isEmpty() ? "on the router: ubus call system board tells its name" : "did you mean " + near + "?";
    }

    private List<DeviceProfile> called() {
        return lists.and(described()).called(word).stream()
                .map(board -> profiles.router(board.id()).orElseGet(board::profile))
                .distinct()
                .sorted(Comparator.comparing(DeviceProfile::profile))
                .toList();
    }

    /** Boards with a profile of ours, some of which OpenWrt builds no more. */
    private List<BoardTable.Board> described() {
        return profiles.devices().stream()
                .filter(device -> device.kind().equals("routers"))
                .flatMap(device -> device.boards().stream()
                        .map(id -> new BoardTable.Board(
                                id,
                                device.fact("target").orElse("?"),
                                device.name(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                "")))
                .toList();
    }

    private boolean isMissing(BoardTable.Board board, String series) {
        return !board.series().contains(series)
                && lists.boards().stream().anyMatch(other -> other.series().contains(series));
    }

    private static String hasAnImage(BoardTable.Board board, String series) {
        return "OpenWrt " + series + " has an image for it (its lists have one in " + String.join(", ", board.series())
                + ")";
    }

    /** Some targets have USB in every kernel; where other boards' images bring it along, its absence says something. */
    private boolean showsNoUsb(BoardTable.Board board) {
        return board.usbDrivers().isEmpty()
                && lists.boards().stream()
                        .filter(other -> other.target().equals(board.target()))
                        .anyMatch(
                                other -> other.usbDrivers().stream().anyMatch(driver -> driver.matches(HOST_DRIVERS)));
    }

    private static String listsSay(BoardTable.Board board) {
        var flash = board.imageKib()
                .map(kib -> "an image of at most " + kib + " KiB")
                .orElse("the size of its flash is not told");
        var usb = board.usbDrivers().isEmpty()
                ? "no USB driver named for it"
                : "with " + String.join(" ", board.usbDrivers());
        return "nobody has described this board here; OpenWrt's lists say " + board.target() + ", " + flash + ", " + usb
                + "; what is free after flashing and what its USB port gives are not known";
    }
}
