package dev.outpost.uplink;

import dev.outpost.dongle.Identity;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.SimDetail;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One dongle of {@code outpost.probe/1}, read back. Keys that later versions add are passed over. */
final class ProbeJsonReader {
    private ProbeJsonReader() {}

    static ProbeDocument.ModeChange modeChange(YamlMap map) {
        return new ProbeDocument.ModeChange(
                map.requireString("path"),
                map.requireString("from"),
                map.requireString("to"),
                map.requireString("way"),
                map.requireString("source"),
                Duration.ofMillis(map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
    }

    static ProbeDocument.Dongle dongle(YamlMap map) {
        var report = new ProbeReport(
                map.map("usb").map(ProbeJsonReader::usb),
                word(map, "mode", Mode.class, Mode.UNKNOWN),
                map.maps("ports").stream().map(ProbeJsonReader::port).toList(),
                map.map("identity").map(ProbeJsonReader::identity).orElse(Identity.UNKNOWN),
                map.map("sim").map(ProbeJsonReader::sim).orElse(SimCard.UNKNOWN),
                map.map("network").map(ProbeJsonReader::network).orElse(Network.UNKNOWN),
                Map.of(),
                map.string("profile"),
                map.string("tried").orElse(ProbeReport.FROM_TABLES),
                map.strings("warnings"));
        return new ProbeDocument.Dongle(
                report,
                map.maps("uplinks").stream().map(ProbeJsonReader::candidate).toList(),
                Optional.empty(),
                map.map("marks")
                        .map(marks -> new DongleFingerprint(
                                marks.string("imei"), marks.string("serial"), marks.string("iccid")))
                        .orElse(DongleFingerprint.NONE));
    }

    private static UsbDevice usb(YamlMap map) {
        return new UsbDevice(
                map.string("path").orElse(""),
                map.requireString("vid"),
                map.requireString("pid"),
                map.string("manufacturer"),
                map.string("product"),
                Optional.empty(),
                map.integer("configurations", 0, 255).orElse(1),
                map.integer("maxPowerMa", 0, 10_000),
                map.integer("speedMbit", 1, 99_999),
                map.maps("interfaces").stream()
                        .map(ProbeJsonReader::usbInterface)
                        .toList(),
                map.string("gap").<Sight>map(Sight.Partly::new).orElse(Sight.whole()));
    }

    private static UsbInterface usbInterface(YamlMap map) {
        var node = map.string("node");
        return new UsbInterface(
                map.require("number").text().integer(0, 255),
                triple(map),
                map.integer("endpoints", 0, 30),
                map.string("driver"),
                node.filter(n -> !n.contains("cdc-wdm")),
                map.string("net"),
                node.filter(n -> n.contains("cdc-wdm")));
    }

    private static Optional<Triple> triple(YamlMap map) {
        return map.text("class")
                .map(text -> text.as(
                        "two hexadecimal digits",
                        c -> Optional.of(Triple.of(
                                c,
                                map.string("subclass").orElse("00"),
                                map.string("protocol").orElse("00")))));
    }

    private static ProbedPort port(YamlMap map) {
        return new ProbedPort(
                map.requireString("path"),
                map.integer("interface", 0, 255),
                word(map, "role", ProbedPort.Role.class, ProbedPort.Role.UNKNOWN),
                map.string("evidence").orElse(""));
    }

    private static Identity identity(YamlMap map) {
        return new Identity(
                map.string("manufacturer"), map.string("model"), map.string("revision"), map.string("imei"));
    }

    private static SimCard sim(YamlMap map) {
        var apn = map.map("apn")
                .map(a -> new SimCard.Apn(a.string("value"), a.string("source"), a.strings("alternatives")))
                .orElse(SimCard.Apn.UNKNOWN);
        return new SimCard(
                map.string("detail").isPresent()
                        ? word(map, "detail", SimDetail.class, SimDetail.UNKNOWN)
                        : SimDetail.of(word(map, "state", SimCard.State.class, SimCard.State.UNKNOWN)),
                map.integer("pinTriesLeft", 0, 15),
                map.string("operator"),
                map.string("iccid"),
                apn);
    }

    private static Network network(YamlMap map) {
        return new Network(
                word(map, "registration", Network.Registration.class, Network.Registration.UNKNOWN),
                optional(map, "service", Network.Service.class),
                optional(map, "radio", Network.Radio.class),
                map.string("technology"),
                number(map, "rssi"),
                number(map, "rsrp"),
                number(map, "rsrq"),
                number(map, "sinr"),
                map.string("address"),
                map.string("grantedApn"));
    }

    private static Optional<Double> number(YamlMap map, String key) {
        return map.text(key).map(text -> text.as("a number", v -> Optional.of(Double.valueOf(v))));
    }

    private static Candidate candidate(YamlMap map) {
        var kind = UplinkHandlers.kind(map.require("kind").text());
        var needs = map.require("openwrt").map();
        var options = new LinkedHashMap<String, Optional<String>>();
        needs.map("options")
                .ifPresent(o -> o.values().forEach((key, value) -> {
                    var text = value.text();
                    options.put(key, Optional.of(text).filter(t -> !t.isNull()).map(YamlText::value));
                }));
        return new Candidate(
                Uplink.of(kind, map.string("device")),
                word(map, "confidence", Confidence.class, Confidence.GUESS),
                map.strings("reasons"),
                map.strings("against"),
                new OpenWrtNeeds(
                        UplinkHandlers.shipped().handler(needs.require("proto").text()),
                        needs.strings("packages"),
                        options));
    }

    private static <E extends Enum<E>> E word(YamlMap map, String key, Class<E> words, E otherwise) {
        return optional(map, key, words).orElse(otherwise);
    }

    private static <E extends Enum<E>> Optional<E> optional(YamlMap map, String key, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(c -> map.string(key)
                        .map(w -> w.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .filter(c.name()::equals)
                        .isPresent())
                .findFirst();
    }
}
