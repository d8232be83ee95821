package dev.outpost.survey;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.router.Freshness;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Narrator;
import dev.outpost.text.Json;
import dev.outpost.uplink.RouterDongles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A router in words, for people and for documents. */
public final class RouterSummary {
    private RouterSummary() {}

    public static void tell(RouterFacts router, Narrator narrator) {
        var board = router.board();
        narrator.saw(
                board.model() + ", OpenWrt " + board.release(),
                board.target() + ", " + board.arch() + ", MAC " + board.mac());
        narrator.saw(
                "flash " + router.space().flashFree() / 1024 + " of "
                        + router.space().flashTotal() / 1024 + " KiB free, RAM "
                        + router.space().ramFree() / 1024 + " of "
                        + router.space().ramTotal() / 1024 + " KiB",
                "df, /proc/meminfo; packages by " + board.manager().name().toLowerCase(Locale.ROOT) + ", kernel "
                        + board.kernel());
        RouterDongles.devices(router)
                .forEach(usb -> narrator.saw(
                        Stream.concat(
                                        Stream.of(
                                                "USB " + usb.path() + ":",
                                                usb.id().toString()),
                                        Stream.of(usb.manufacturer(), usb.product())
                                                .flatMap(Optional::stream)
                                                .distinct())
                                .collect(Collectors.joining(" ")),
                        usb.interfaces().size()
                                + (usb.interfaces().size() == 1 ? " interface: " : " interfaces: ")
                                + drivers(usb)));
        var freshness = Freshness.of(router);
        narrator.saw(
                router.marker().map(m -> "ours: site " + m.site()).orElse(freshness.isFresh() ? "fresh" : "not fresh"),
                freshness.isFresh() ? "no password, no key, only the defaults" : String.join(", ", freshness.signs()));
        if (board.hasOneLanPort()) {
            narrator.saw("one LAN port", "laptop or camera, never both");
        }
        flash(router).ifPresent(narrator::warned);
    }

    /** Drivers with the nodes that they made. */
    private static String drivers(UsbDevice usb) {
        var byDriver = new TreeMap<String, List<String>>();
        usb.interfaces()
                .forEach(each -> byDriver.computeIfAbsent(each.driver().orElse("no driver"), name -> new ArrayList<>())
                        .addAll(nodes(each)));
        return byDriver.entrySet().stream()
                .map(each -> (each.getKey() + " " + String.join(" ", each.getValue())).strip())
                .collect(Collectors.joining(", "));
    }

    private static List<String> nodes(UsbInterface each) {
        return Stream.of(each.tty(), each.wdm(), each.net())
                .flatMap(Optional::stream)
                .map(node -> node.replaceFirst("^/dev/", ""))
                .toList();
    }

    private static Optional<String> flash(RouterFacts router) {
        return Optional.ofNullable(
                switch (router.space().overlay()) {
                    case READY -> null;
                    case NOT_YET -> "the overlay is not mounted yet: the flash is still being formatted";
                    case READ_ONLY -> "the overlay is read-only because the flash is full";
                    case NONE -> "no overlay: the root file system is written as it is";
                    case RAM -> "no overlay: the router runs from RAM, and nothing outlasts its next start";
                });
    }

    public static Map<String, @Nullable Object> json(RouterFacts router) {
        var board = router.board();
        var freshness = Freshness.of(router);
        return Json.object(
                "board", board.name(),
                "model", board.model(),
                "release", board.release(),
                "target", board.target(),
                "arch", board.arch(),
                "packageManager", board.manager().name().toLowerCase(Locale.ROOT),
                "kernel", board.kernel(),
                "mac", board.mac(),
                "flashFree", router.space().flashFree(),
                "flashTotal", router.space().flashTotal(),
                "ramFree", router.space().ramFree(),
                "ramTotal", router.space().ramTotal(),
                "overlay", router.space().overlay().name().toLowerCase(Locale.ROOT),
                "onePort", board.hasOnePort(),
                "clock", router.clock().toString(),
                "fresh", freshness.isFresh(),
                "notFresh", freshness.signs(),
                "site", router.marker().map(m -> m.site()).orElse(null),
                "usb",
                        RouterDongles.devices(router).stream()
                                .map(RouterSummary::usb)
                                .toList(),
                "interfaces",
                        router.interfaces().values().stream()
                                .map(each -> Json.object(
                                        "name", each.name(),
                                        "up", each.up(),
                                        "proto", each.proto(),
                                        "device", each.device(),
                                        "addresses", each.addresses(),
                                        "errors", each.errors()))
                                .toList(),
                "guardArmed", router.guard().armed().map(armed -> armed.run()).orElse(null));
    }

    private static Map<String, @Nullable Object> usb(UsbDevice usb) {
        return Json.object(
                "path", usb.path(),
                "vid", usb.vid(),
                "pid", usb.pid(),
                "product", usb.product().orElse(""),
                "interfaces", usb.interfaces().stream().map(RouterSummary::usb).toList());
    }

    private static Map<String, @Nullable Object> usb(UsbInterface each) {
        return Json.object(
                "number", each.number(),
                "triple", each.triple().map(String::valueOf).orElse(""),
                "driver", each.driver(),
                "nodes", nodes(each));
    }
}
