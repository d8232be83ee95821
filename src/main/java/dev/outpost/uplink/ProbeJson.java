package dev.outpost.uplink;

import dev.outpost.dongle.Phone;
import dev.outpost.dongle.ReportJson;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code outpost.probe/1}, written and read back. Keys that later versions add are passed over. */
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
                map.maps("dongles").stream().map(ProbeJson::readDongle).toList(),
                map.maps("switched").stream().map(ProbeJson::readModeChange).toList(),
                map.map("problem").map(ProbeJson::readProblem),
                Duration.ofMillis(map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
    }

    private static Map<String, @Nullable Object> dongle(ProbeDocument.Dongle dongle) {
        var report = dongle.report();
        return Json.object(
                "usb", ReportJson.usb(report),
                "mode", ReportJson.mode(report),
                "switch", StorageAdvice.in(report).map(StorageAdvice::document),
                "phone", Telephones.in(report).map(Phone::document),
                "ports", ReportJson.ports(report),
                "identity", ReportJson.identity(report),
                "marks", marks(dongle.marks()),
                "sim", ReportJson.sim(report),
                "network", ReportJson.network(report),
                "uplinks", dongle.uplinks().stream().map(Candidate::document).toList(),
                "profile", report.profile(),
                "tried", report.tried(),
                "warnings", report.warnings(),
                "router", dongle.router().map(RouterFit::document));
    }

    private static Map<String, @Nullable Object> marks(DongleFingerprint marks) {
        return Json.object("imei", marks.imei(), "serial", marks.serial(), "iccid", marks.iccid());
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

    private static ProbeDocument.ModeChange readModeChange(YamlMap map) {
        return new ProbeDocument.ModeChange(
                map.requireString("path"),
                map.requireString("from"),
                map.requireString("to"),
                map.requireString("way"),
                map.requireString("source"),
                Duration.ofMillis(map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
    }

    private static ProbeDocument.Dongle readDongle(YamlMap map) {
        return new ProbeDocument.Dongle(
                ReportJson.read(map),
                map.maps("uplinks").stream().map(Candidate::read).toList(),
                Optional.empty(),
                map.map("marks")
                        .map(marks -> new DongleFingerprint(
                                marks.string("imei"), marks.string("serial"), marks.string("iccid")))
                        .orElse(DongleFingerprint.NONE));
    }

    private static Problem readProblem(YamlMap map) {
        return new Problem(
                map.require("code").text().as("a problem code of this version", ProblemCode::of),
                map.requireString("what"),
                map.string("because").orElse(""),
                map.string("next").orElse(""));
    }
}
