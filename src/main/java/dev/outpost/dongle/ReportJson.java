package dev.outpost.dongle;

import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found out about one dongle, as {@code outpost.probe/1} has it. Keys that later versions add are passed over. */
public final class ReportJson {
    private ReportJson() {}

    public static Optional<Map<String, @Nullable Object>> usb(ProbeReport report) {
        return report.usb().map(ReportJson::usb);
    }

    public static List<Map<String, @Nullable Object>> ports(ProbeReport report) {
        return report.ports().stream().map(ReportJson::port).toList();
    }

    public static Map<String, @Nullable Object> identity(ProbeReport report) {
        var identity = report.identity();
        return Json.object(
                "manufacturer", identity.manufacturer(),
                "model", identity.model(),
                "revision", identity.revision(),
                "imei", identity.imei());
    }

    /** Read back; raw answers are not kept in a document, and come back empty. */
    public static ProbeReport read(YamlMap map) {
        return new ProbeReport(
                map.map("usb").map(ReportJson::usb),
                map.word("mode", Mode.class).orElse(Mode.UNKNOWN),
                map.maps("ports").stream().map(ReportJson::port).toList(),
                map.map("identity").map(ReportJson::identity).orElse(Identity.UNKNOWN),
                map.map("sim").map(ReportJson::sim).orElse(SimCard.UNKNOWN),
                map.map("network").map(ReportJson::network).orElse(Network.UNKNOWN),
                Map.of(),
                map.string("profile"),
                map.string("tried").orElse(ProbeReport.FROM_TABLES),
                map.strings("warnings"));
    }

    private static Map<String, @Nullable Object> usb(UsbDevice usb) {
        return Json.object(
                "path", usb.path(),
                "vid", usb.vid(),
                "pid", usb.pid(),
                "manufacturer", usb.manufacturer(),
                "product", usb.product(),
                "configurations", usb.configurations(),
                "maxPowerMa", usb.maxPower(),
                "speedMbit", usb.speed(),
                "interfaces",
                        usb.interfaces().stream().map(ReportJson::usbInterface).toList(),
                "gap", usb.sight().gap());
    }

    private static Map<String, @Nullable Object> usbInterface(UsbInterface i) {
        return Json.object(
                "number", i.number(),
                "class", i.triple().map(t -> "%02x".formatted(t.interfaceClass())),
                "subclass", i.triple().map(t -> "%02x".formatted(t.subclass())),
                "protocol", i.triple().map(t -> "%02x".formatted(t.protocol())),
                "endpoints", i.endpoints(),
                "driver", i.driver(),
                "node", i.tty().or(i::wdm),
                "net", i.net());
    }

    private static Map<String, @Nullable Object> port(ProbedPort port) {
        return Json.object(
                "path", port.path(),
                "interface", port.interfaceNumber(),
                "role", port.role().word(),
                "evidence", port.evidence());
    }

    public static Map<String, @Nullable Object> sim(ProbeReport report) {
        var sim = report.sim();
        return Json.object(
                "state", sim.state().word(),
                "detail", sim.detail().word(),
                "pinTriesLeft", sim.pinTriesLeft(),
                "operator", sim.operator(),
                "iccid", sim.iccid(),
                "apn",
                        Json.object(
                                "value", sim.apn().value(),
                                "source", sim.apn().source(),
                                "alternatives", sim.apn().alternatives()));
    }

    public static Map<String, @Nullable Object> network(ProbeReport report) {
        var network = report.network();
        return Json.object(
                "registration", network.registration().word(),
                "service", network.service().map(Network.Service::word),
                "radio", network.radio().map(Network.Radio::word),
                "technology", network.technology(),
                "rssi", network.rssi().map(ReportJson::number),
                "rsrp", network.rsrp().map(ReportJson::number),
                "rsrq", network.rsrq().map(ReportJson::number),
                "sinr", network.sinr().map(ReportJson::number),
                "address", network.address(),
                "grantedApn", network.grantedApn());
    }

    /** One decimal at most, and none for whole numbers. */
    private static BigDecimal number(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
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
                map.maps("interfaces").stream().map(ReportJson::usbInterface).toList(),
                map.string("gap").map(Sight::partly).orElse(Sight.whole()));
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
                map.word("role", ProbedPort.Role.class).orElse(ProbedPort.Role.UNKNOWN),
                map.string("evidence").orElse(""));
    }

    private static Identity identity(YamlMap map) {
        return new Identity(
                map.string("manufacturer"),
                map.string("model"),
                map.string("revision"),
                map.string("imei"),
                Optional.empty());
    }

    private static SimCard sim(YamlMap map) {
        var apn = map.map("apn")
                .map(a -> new SimCard.Apn(a.string("value"), a.string("source"), a.strings("alternatives")))
                .orElse(SimCard.Apn.UNKNOWN);
        return new SimCard(
                map.string("detail").isPresent()
                        ? map.word("detail", SimDetail.class).orElse(SimDetail.UNKNOWN)
                        : SimDetail.of(map.word("state", SimCard.State.class).orElse(SimCard.State.UNKNOWN)),
                map.integer("pinTriesLeft", 0, 15),
                map.string("operator"),
                map.string("iccid"),
                apn,
                Optional.empty());
    }

    private static Network network(YamlMap map) {
        return new Network(
                map.word("registration", Network.Registration.class).orElse(Network.Registration.UNKNOWN),
                map.word("service", Network.Service.class),
                map.word("radio", Network.Radio.class),
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
}
