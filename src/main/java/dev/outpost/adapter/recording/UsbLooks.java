package dev.outpost.adapter.recording;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the USB devices were, and how they were when they had changed. */
final class UsbLooks {
    private final List<Look> looks = new ArrayList<>();

    /**
     * One look.
     *
     * @param micros since the look at everything began
     */
    record Look(long micros, List<UsbDevice> devices) {
        Look {
            devices = List.copyOf(devices);
        }
    }

    /** Keeps what differs from the look before. */
    synchronized void add(long micros, List<UsbDevice> devices) {
        if (looks.isEmpty() || !looks.getLast().devices().equals(devices)) {
            looks.add(new Look(micros, devices));
        }
    }

    synchronized List<Look> all() {
        return List.copyOf(looks);
    }

    /** The latest until this time; the first before it; none where nobody ever looked. */
    synchronized List<UsbDevice> at(long micros) {
        var seen = looks.isEmpty() ? List.<UsbDevice>of() : looks.getFirst().devices();
        for (var look : looks) {
            seen = look.micros() <= micros ? look.devices() : seen;
        }
        return seen;
    }

    /** A device as JSON, with all that is known of it. */
    static Map<String, @Nullable Object> write(UsbDevice device) {
        return Json.object(
                "path", device.path(),
                "vid", device.vid(),
                "pid", device.pid(),
                "manufacturer", device.manufacturer(),
                "product", device.product(),
                "serial", device.serial(),
                "configurations", device.configurations(),
                "maxPowerMa", device.maxPower(),
                "speedMbit", device.speed(),
                "interfaces", device.interfaces().stream().map(UsbLooks::write).toList(),
                "gap", device.sight().gap());
    }

    private static Map<String, @Nullable Object> write(UsbInterface i) {
        return Json.object(
                "number", i.number(),
                "triple", i.triple(),
                "endpoints", i.endpoints(),
                "driver", i.driver(),
                "tty", i.tty(),
                "net", i.net(),
                "wdm", i.wdm());
    }

    static UsbDevice read(YamlMap map) {
        map.only(
                "path",
                "vid",
                "pid",
                "manufacturer",
                "product",
                "serial",
                "configurations",
                "maxPowerMa",
                "speedMbit",
                "interfaces",
                "gap");
        return new UsbDevice(
                map.requireString("path"),
                id(map, "vid"),
                id(map, "pid"),
                map.string("manufacturer"),
                map.string("product"),
                map.string("serial"),
                map.integer("configurations", 0, 255).orElse(1),
                map.integer("maxPowerMa", 0, 65_535),
                map.integer("speedMbit", 0, 100_000),
                map.maps("interfaces").stream().map(UsbLooks::usbInterface).toList(),
                map.string("gap").map(Sight::partly).orElse(Sight.whole()));
    }

    private static UsbInterface usbInterface(YamlMap map) {
        map.only("number", "triple", "endpoints", "driver", "tty", "net", "wdm");
        var number = map.integer("number", 0, 255)
                .orElseThrow(() -> map.place().badValue("an interface without its number", "number: 0 to 255"));
        return UsbInterface.of(number, triple(map), map.integer("endpoints", 0, 255), map.string("driver"))
                .with(map.string("tty"), map.string("net"), map.string("wdm"));
    }

    private static Optional<Triple> triple(YamlMap map) {
        return map.text("triple").map(text -> text.as("class/subclass/protocol, like ff/02/16", UsbLooks::triple));
    }

    private static Optional<Triple> triple(String text) {
        return text.matches("[0-9a-fA-F]{2}/[0-9a-fA-F]{2}/[0-9a-fA-F]{2}")
                ? Optional.of(Triple.parse(text))
                : Optional.empty();
    }

    private static String id(YamlMap map, String key) {
        return map.require(key)
                .text()
                .as("four hexadecimal digits", text -> Optional.of(text).filter(t -> t.matches("[0-9a-f]{4}")));
    }
}
