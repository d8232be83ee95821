package dev.outpost.uplink;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** USB layouts from public dumps and kernel tables, {@code src/test/resources/usb/usb-modems.json}; each entry names its source. */
final class RecordedLayouts {
    private RecordedLayouts() {}

    /**
     * One layout with what is known to be right.
     *
     * @param kind the right uplink; empty where the source does not say
     */
    record Recorded(String name, String mode, Optional<String> kind, YamlMap entry) {
        UsbDevice device(boolean withDrivers) {
            return new UsbDevice(
                    "1-1",
                    entry.requireString("vid"),
                    entry.requireString("pid"),
                    entry.map("strings").flatMap(s -> s.string("manufacturer")),
                    entry.map("strings").flatMap(s -> s.string("product")),
                    Optional.empty(),
                    1,
                    Optional.empty(),
                    entry.maps("interfaces").stream()
                            .map(i -> usbInterface(i, withDrivers))
                            .toList());
        }

        /** Some sources show drivers only: without them such an entry is a device without a face. */
        boolean showsTriples() {
            return entry.maps("interfaces").stream()
                    .allMatch(i -> i.get("class").isPresent());
        }

        @Override
        public String toString() {
            return entry.requireString("vid") + ":" + entry.requireString("pid") + " " + name;
        }
    }

    static List<Recorded> all() {
        return Yaml.file(Path.of("src/test/resources/usb/usb-modems.json")).maps("entries").stream()
                .map(e -> new Recorded(e.requireString("name"), e.requireString("mode"), kind(e), e))
                .toList();
    }

    private static Optional<String> kind(YamlMap entry) {
        if (entry.string("openwrt_proto").equals(Optional.of("3g"))) {
            return Optional.of("ppp");
        }
        return entry.string("net_kind").map(kind -> switch (kind) {
            case "huawei-ncm", "cdc-ncm" -> "ncm";
            case "ecm-router" -> "ecm";
            case "rndis-router" -> "rndis";
            default -> kind;
        });
    }

    private static UsbInterface usbInterface(YamlMap i, boolean withDrivers) {
        return new UsbInterface(
                i.require("number").text().integer(0, 255),
                i.string("class").map(c -> Triple.of(c, i.requireString("subclass"), i.requireString("protocol"))),
                i.integer("endpoints", 0, 30),
                i.string("driver").filter(d -> withDrivers),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
