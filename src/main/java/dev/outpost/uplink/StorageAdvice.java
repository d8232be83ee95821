package dev.outpost.uplink;

import dev.outpost.dongle.Mode;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.SwitchBook;
import dev.outpost.dongle.SwitchTable;
import dev.outpost.dongle.SwitchTable.Saying;
import dev.outpost.dongle.SwitchWay;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do with a dongle that shows a disk: whether a profile of ours, the public table or nobody knows how it is switched. */
record StorageAdvice(UsbDevice stick) {
    /** More possible identities than this tell nobody anything. */
    private static final int MOST_IDS = 6;

    /** Of what is a disk. */
    static Optional<StorageAdvice> in(ProbeReport report) {
        return report.usb().filter(_ -> report.mode() == Mode.STORAGE).map(StorageAdvice::new);
    }

    /** For the technician, with the laptop and the router in mind. */
    String warning() {
        return way().map(way -> known().equals("profile") ? ours(way) : tables(way))
                .orElseGet(this::nobodys);
    }

    /** For a router that nobody has at hand: "it is switched first, ...". */
    String condition() {
        return "it is switched first (it shows only a disk): "
                + switch (onRouter()) {
                    case Saying.Switches s ->
                        "the router's usb-modeswitch knows it; outpost probe --switch, then ask again";
                    case Saying.HasNone none
                    when way().isPresent() ->
                        "the router's " + SwitchTable.LIST + " has no " + stick.id() + ", so " + byHand()
                                + "; outpost probe --switch, then ask again";
                    case Saying.HasNone none ->
                        "no table knows how; the router's " + SwitchTable.LIST + " has no " + stick.id() + ", so "
                                + byHand();
                    case Saying.LeavesOut(var kind) ->
                        "OpenWrt leaves " + kind + " out of its " + SwitchTable.LIST
                                + ", so the router does not do it by itself";
                    case Saying.WantsStrings(var strings) ->
                        "the router's " + SwitchTable.LIST + " has it only for " + strings + ", so " + byHand();
                };
    }

    /** As documents write it. */
    Map<String, @Nullable Object> document() {
        return Json.object(
                "known", known(),
                "kind", way().map(SwitchWay::word),
                "becomes", way().map(way -> way.becomes().stream().sorted().toList()),
                "source", way().map(SwitchWay::source),
                "onRouter",
                        switch (onRouter()) {
                            case Saying.Switches s -> "switches";
                            case Saying.LeavesOut l -> "leaves out";
                            case Saying.WantsStrings w -> "wants other strings";
                            case Saying.HasNone n -> "has none";
                        },
                "next", next());
    }

    /** Who knows the way: {@code profile}, {@code table} or {@code nobody}. */
    String known() {
        if (way().isEmpty()) {
            return "nobody";
        }
        return SwitchBook.shipped().isOurs(stick) ? "profile" : "table";
    }

    /** What to run here. */
    String next() {
        return way().isEmpty() ? "outpost probe --switch=" + SwitchBook.EJECT : "outpost probe --switch";
    }

    private String ours(SwitchWay way) {
        return "in storage mode: it shows a disk until somebody switches it (" + inWords(way)
                + "); on a computer: outpost probe --switch; " + routers();
    }

    private String tables(SwitchWay way) {
        return "in storage mode: it shows a disk until somebody switches it; no profile of Outpost has it, usb_modeswitch's table does ("
                + inWords(way) + "; " + way.source() + "); on a computer: " + computers(way) + "; " + routers();
    }

    private String nobodys() {
        return "in storage mode, and no table knows how " + stick.id()
                + " is switched, neither a profile of Outpost nor usb_modeswitch's; try on a computer: " + next() + "; "
                + routers();
    }

    private static String computers(SwitchWay way) {
        if (!way.messages().isEmpty()) {
            return "outpost probe --switch";
        }
        return way.word().equals("Message")
                ? "outpost probe --switch, with Debian's usb-modeswitch-data installed"
                : "Debian's usb-modeswitch";
    }

    private String routers() {
        return switch (onRouter()) {
            case Saying.Switches s -> "a router needs usb-modeswitch";
            case Saying.LeavesOut(var kind) ->
                "on a router nothing does it: OpenWrt leaves " + kind + " out of its " + SwitchTable.LIST;
            case Saying.WantsStrings(var strings) ->
                "a router's " + SwitchTable.LIST + " has it only for devices that say exactly " + strings + ": "
                        + byHand();
            case Saying.HasNone none -> "a router's " + SwitchTable.LIST + " has no " + stick.id() + ": " + byHand();
        };
    }

    /** The usual way, whether it can be gone from here or not. */
    Optional<SwitchWay> way() {
        var book = SwitchBook.shipped();
        return book.usual(stick, List.of())
                .or(() -> book.ways(stick, List.of()).stream().findFirst());
    }

    private Saying onRouter() {
        return SwitchTable.shipped().onRouter(stick);
    }

    private String byHand() {
        return "write it in by hand, first with \"mode\": \"" + SwitchBook.EJECT + "\", and run usbmode -s";
    }

    private static String inWords(SwitchWay way) {
        var ids = way.becomes().stream().sorted().toList();
        return way.word() + (ids.isEmpty() || ids.size() > MOST_IDS ? "" : ", to " + String.join(" or ", ids));
    }
}
