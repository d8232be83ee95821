package dev.outpost.uplink;

import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.OpenWrtSwitch;
import dev.outpost.dongle.OpenWrtSwitch.Saying;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.SwitchWay;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code outpost.probe/1}, written; the reader is {@link ProbeJsonReader}. */
final class ProbeJson {
    private ProbeJson() {}

    static Map<String, @Nullable Object> write(ProbeDocument document) {
        return Json.object(
                "schema", ProbeDocument.SCHEMA,
                "dongles", document.dongles().stream().map(ProbeJson::dongle).toList(),
                "switched",
                        document.switched().stream().map(ProbeJson::modeChange).toList(),
                "problem", document.problem().map(Problem::document),
                "elapsedMs", document.elapsed().toMillis());
    }

    static ProbeDocument read(YamlMap map) {
        var schema = map.require("schema").text();
        if (!schema.value().equals(ProbeDocument.SCHEMA)) {
            throw schema.place().badValue("schema " + schema.value(), ProbeDocument.SCHEMA);
        }
        return new ProbeDocument(
                map.maps("dongles").stream().map(ProbeJsonReader::dongle).toList(),
                map.maps("switched").stream().map(ProbeJsonReader::modeChange).toList(),
                map.map("problem").map(ProbeJson::readProblem),
                Duration.ofMillis(map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
    }

    private static Map<String, @Nullable Object> dongle(ProbeDocument.Dongle dongle) {
        ProbeReport report = dongle.report();
        return Json.object(
                "usb", report.usb().map(ProbeJson::usb),
                "mode", report.mode().word(),
                "switch", storage(report),
                "phone", phone(report),
                "ports", report.ports().stream().map(ProbeJson::port).toList(),
                "identity",
                        Json.object(
                                "manufacturer", report.identity().manufacturer(),
                                "model", report.identity().model(),
                                "revision", report.identity().revision(),
                                "imei", report.identity().imei()),
                "marks",
                        Json.object(
                                "imei", dongle.marks().imei(),
                                "serial", dongle.marks().serial(),
                                "iccid", dongle.marks().iccid()),
                "sim", sim(report),
                "network", network(report),
                "uplinks", dongle.uplinks().stream().map(ProbeJson::uplink).toList(),
                "profile", report.profile(),
                "tried", report.tried(),
                "warnings", report.warnings(),
                "router", dongle.router().map(ProbeJson::router));
    }

    private static Map<String, @Nullable Object> modeChange(ProbeDocument.ModeChange change) {
        return Json.object(
                "path", change.path(),
                "from", change.from(),
                "to", change.to(),
                "way", change.way(),
                "source", change.source(),
                "elapsedMs", change.took().toMillis());
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
                        usb.interfaces().stream().map(ProbeJson::usbInterface).toList(),
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

    private static Map<String, @Nullable Object> sim(ProbeReport report) {
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

    private static Map<String, @Nullable Object> network(ProbeReport report) {
        var network = report.network();
        return Json.object(
                "registration", network.registration().word(),
                "service", network.service().map(Network.Service::word),
                "radio", network.radio().map(Network.Radio::word),
                "technology", network.technology(),
                "rssi", network.rssi().map(ProbeJson::number),
                "rsrp", network.rsrp().map(ProbeJson::number),
                "rsrq", network.rsrq().map(ProbeJson::number),
                "sinr", network.sinr().map(ProbeJson::number),
                "address", network.address(),
                "grantedApn", network.grantedApn());
    }

    /** One decimal at most, and none for whole numbers. */
    private static BigDecimal number(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static Map<String, @Nullable Object> uplink(Candidate candidate) {
        return Json.object(
                "kind", candidate.uplink().kind().word(),
                "confidence", candidate.confidence().word(),
                "device", candidate.uplink().device(),
                "reasons", candidate.reasons(),
                "against", candidate.against(),
                "openwrt",
                        Json.object(
                                "proto", candidate.openwrt().handler().proto(),
                                "packages", candidate.openwrt().packages(),
                                "options", candidate.openwrt().options()));
    }

    private static Problem readProblem(YamlMap map) {
        return new Problem(
                map.require("code").text().as("a problem code of this version", ProblemCode::of),
                map.requireString("what"),
                map.string("because").orElse(""),
                map.string("next").orElse(""));
    }

    /** Empty for what is no disk. */
    private static Optional<Map<String, @Nullable Object>> storage(ProbeReport report) {
        return report.usb().filter(usb -> report.mode() == Mode.STORAGE).map(ProbeJson::storage);
    }

    private static Map<String, @Nullable Object> storage(UsbDevice stick) {
        var advice = new StorageAdvice(stick);
        var way = advice.way();
        return Json.object(
                "known", advice.known(),
                "kind", way.map(SwitchWay::word),
                "becomes", way.map(w -> w.becomes().stream().sorted().toList()),
                "source", way.map(SwitchWay::source),
                "onRouter", onRouter(stick),
                "next", advice.next());
    }

    private static String onRouter(UsbDevice stick) {
        return switch (OpenWrtSwitch.shipped().about(stick)) {
            case Saying.Switches s -> "switches";
            case Saying.LeavesOut l -> "leaves out";
            case Saying.WantsStrings w -> "wants other strings";
            case Saying.HasNone n -> "has none";
        };
    }

    /** Empty for modems, sticks and what a profile knows. */
    private static Optional<Map<String, @Nullable Object>> phone(ProbeReport report) {
        return Telephones.in(report)
                .map(phone -> Json.object(
                        "sort",
                        phone.sort().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "evidence",
                        phone.evidence()));
    }

    private static Map<String, @Nullable Object> router(RouterFit fit) {
        return Json.object(
                "board", fit.board(),
                "name", fit.name(),
                "release", fit.release(),
                "uplink", fit.uplink(),
                "usbPorts", fit.usbPorts(),
                "ethernetPorts", fit.ethernetPorts(),
                "packages",
                        fit.packages().stream()
                                .map(p -> Json.object("name", p.name(), "bytes", p.bytes()))
                                .toList(),
                "flash", flash(fit.flash()),
                "power",
                        Json.object(
                                "draws", fit.power().draws(),
                                "gives", fit.power().gives(),
                                "enough", fit.power().enough(),
                                "says", fit.power().says()),
                "collisions",
                        fit.collisions().stream()
                                .map(c -> Json.object("network", c.network(), "says", c.says(), "next", c.next()))
                                .toList(),
                "trouble",
                        fit.trouble().stream()
                                .map(t -> Json.object("says", t.says(), "source", t.source()))
                                .toList(),
                "runnerUp", fit.runnerUp().map(ProbeJson::router),
                "notes", fit.notes(),
                "verdict", verdict(fit.verdict()));
    }

    private static Map<String, @Nullable Object> flash(RouterFit.Flash flash) {
        return Json.object(
                "needed", flash.needed(),
                "estimate", flash.estimate(),
                "unknown", flash.unknown(),
                "slack", flash.slack(),
                "free", flash.free(),
                "fits", flash.fits(),
                "basis", flash.basis());
    }

    private static Map<String, @Nullable Object> verdict(RouterFit.Verdict verdict) {
        return Json.object(
                "word", verdict.word().word(),
                "because", verdict.because().isEmpty() ? null : String.join("; ", verdict.because()),
                "tried", verdict.tried());
    }
}
