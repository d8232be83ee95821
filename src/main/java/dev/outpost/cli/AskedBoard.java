package dev.outpost.cli;

import dev.outpost.profile.Board;
import dev.outpost.profile.BoardTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.uplink.Narrowing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The board that a person means: one with a profile of ours, one of OpenWrt's lists, one of several of that name, or none that is known. */
final class AskedBoard {
    /** More boards of that name tell nobody anything. */
    private static final int MOST_BOARDS = 12;

    private static final int MOST_NEAR = 3;

    private static final String HOST_DRIVERS = "kmod-usb(2|3|-ohci|-dwc2)";

    private final ProfileBook profiles = ProfileBook.shipped();
    private final BoardTable lists = BoardTable.shipped();
    private final String word;
    private final List<DeviceProfile> found;

    AskedBoard(String word) {
        this.word = word;
        this.found = profiles.router(word)
                .or(() -> lists.board(word).map(Board::profile))
                .map(List::of)
                .orElseGet(this::called);
    }

    /** Empty where nobody knows it, or several are called so. */
    Optional<DeviceProfile> known() {
        return Optional.of(found).filter(one -> one.size() == 1).map(List::getFirst);
    }

    /** OpenWrt's name of it. */
    String id(DeviceProfile router) {
        return router.boards().contains(word) ? word : router.boards().getFirst();
    }

    /** What is not known of a board that is. */
    Narrowing narrowing(DeviceProfile router, Narrowing age) {
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
        return age.and(alone.map(AskedBoard::listsSay).stream().toList(), conditions);
    }

    /** What stands for a board that is not known: no fact at all. */
    DeviceProfile nobodys() {
        var name = found.isEmpty()
                ? "a router that is not known ('" + word + "')"
                : "one of " + found.size() + " routers called '" + word + "'";
        return new DeviceProfile("routers", word, name, List.of(word), List.of(), List.of());
    }

    Narrowing unknown(Narrowing age) {
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
                .map(Board::id)
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
    private List<Board> described() {
        return profiles.devices().stream()
                .filter(device -> device.kind().equals("routers"))
                .flatMap(device -> device.boards().stream()
                        .map(id -> new Board(
                                id,
                                device.fact("target").orElse("?"),
                                device.name(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                "")))
                .toList();
    }

    private boolean isMissing(Board board, String series) {
        return !board.series().contains(series)
                && lists.boards().stream().anyMatch(other -> other.series().contains(series));
    }

    private static String hasAnImage(Board board, String series) {
        return "OpenWrt " + series + " has an image for it (its lists have one in " + String.join(", ", board.series())
                + ")";
    }

    /** Some targets have USB in every kernel; where other boards' images bring it along, its absence says something. */
    private boolean showsNoUsb(Board board) {
        return board.usbDrivers().isEmpty()
                && lists.boards().stream()
                        .filter(other -> other.target().equals(board.target()))
                        .anyMatch(
                                other -> other.usbDrivers().stream().anyMatch(driver -> driver.matches(HOST_DRIVERS)));
    }

    private static String listsSay(Board board) {
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
