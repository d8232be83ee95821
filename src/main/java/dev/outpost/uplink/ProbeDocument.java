package dev.outpost.uplink;

import dev.outpost.dongle.Phone;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ReportJson;
import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code outpost probe} found, as {@code outpost.probe/1}: printed, saved for a site, and read back by {@code apply}. Keys that later versions add
 * are passed over.
 *
 * @param switched sticks that were turned from a disk into what they are before anybody was asked
 * @param problem why there is nothing to use, where that is so
 */
public record ProbeDocument(
        List<Dongle> dongles, List<ModeChange> switched, Optional<Problem> problem, Duration elapsed) {
    public static final String SCHEMA = "outpost.probe/1";

    public ProbeDocument {
        dongles = List.copyOf(dongles);
        switched = List.copyOf(switched);
    }

    /** A look that switched nothing. */
    public ProbeDocument(List<Dongle> dongles, Optional<Problem> problem, Duration elapsed) {
        this(dongles, List.of(), problem, elapsed);
    }

    /**
     * A mode switch that worked.
     *
     * @param path of the port, {@code 1-1}
     * @param from id before; {@code to} the one after
     * @param way {@code HuaweiNewMode} and its like
     * @param source who says that this device is switched so
     */
    public record ModeChange(String path, String from, String to, String way, String source, Duration took) {
        private Map<String, @Nullable Object> document() {
            return Json.object(
                    "path", path,
                    "from", from,
                    "to", to,
                    "way", way,
                    "source", source,
                    "elapsedMs", took.toMillis());
        }

        private static ModeChange read(YamlMap map) {
            return new ModeChange(
                    map.requireString("path"),
                    map.requireString("from"),
                    map.requireString("to"),
                    map.requireString("way"),
                    map.requireString("source"),
                    Duration.ofMillis(
                            map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
        }
    }

    /**
     * One dongle: what was seen, and the uplinks that it offers, best first.
     *
     * @param router how it would do on a kind of router, where that was asked
     * @param marks what tells it from others of its kind
     */
    public record Dongle(
            ProbeReport report, List<Candidate> uplinks, Optional<RouterFit> router, DongleFingerprint marks) {
        public Dongle {
            uplinks = List.copyOf(uplinks);
        }

        /** No kind of router was asked about, and nothing tells it from others of its kind. */
        public Dongle(ProbeReport report, List<Candidate> uplinks) {
            this(report, uplinks, Optional.empty(), DongleFingerprint.NONE);
        }

        /** The same, with how it would do there. */
        Dongle on(RouterFit fit) {
            return new Dongle(report, uplinks, Optional.of(fit), marks);
        }

        /** The one to use. */
        public Optional<Candidate> best() {
            return uplinks.stream().findFirst();
        }

        private Map<String, @Nullable Object> document() {
            return Json.object(
                    "usb", ReportJson.usb(report),
                    "mode", report.mode().word(),
                    "switch", StorageAdvice.in(report).map(StorageAdvice::document),
                    "phone", report.phone().map(Phone::document),
                    "ports", ReportJson.ports(report),
                    "identity", ReportJson.identity(report),
                    "marks", Json.object("imei", marks.imei(), "serial", marks.serial(), "iccid", marks.iccid()),
                    "sim", ReportJson.sim(report),
                    "network", ReportJson.network(report),
                    "uplinks", uplinks.stream().map(Candidate::document).toList(),
                    "profile", report.profile(),
                    "tried", report.tried(),
                    "warnings", report.warnings(),
                    "router", router.map(RouterFit::document));
        }

        private static Dongle read(YamlMap map) {
            return new Dongle(
                    ReportJson.read(map),
                    map.maps("uplinks").stream().map(Candidate::read).toList(),
                    Optional.empty(),
                    map.map("marks")
                            .map(marks -> new DongleFingerprint(
                                    marks.string("imei"), marks.string("serial"), marks.string("iccid")))
                            .orElse(DongleFingerprint.NONE));
        }
    }

    /** The same with the marks of its dongles, to be saved. */
    public ProbeDocument marked(FingerprintSalt salt) {
        return with(dongles.stream()
                .map(d -> new Dongle(d.report(), d.uplinks(), d.router(), DongleFingerprint.of(d.report(), salt)))
                .toList());
    }

    /** The look went well, and no port was to be opened. */
    public boolean isOfDescriptorsOnly() {
        return problem.filter(p -> p.code() == ProblemCode.PORT_NOT_ASKED).isPresent();
    }

    /** What keeps the SIM from being used, if something was seen. */
    Optional<Problem> simProblem() {
        return problem.filter(seen -> seen.code().isOfTheSim());
    }

    /** The first dongle that offers an uplink. */
    public Optional<Dongle> usable() {
        return dongles.stream().filter(d -> !d.uplinks().isEmpty()).findFirst();
    }

    /** The same with these dongles. */
    public ProbeDocument with(List<Dongle> others) {
        return new ProbeDocument(others, switched, problem, elapsed);
    }

    /** For {@link dev.outpost.text.Json}; every key is always there. */
    public Map<String, @Nullable Object> toJson() {
        return Json.object(
                "schema", SCHEMA,
                "dongles", dongles.stream().map(Dongle::document).toList(),
                "switched", switched.stream().map(ModeChange::document).toList(),
                "problem", problem.map(Problem::document),
                "elapsedMs", elapsed.toMillis());
    }

    /** Reads what {@link #toJson} wrote; raw answers are not kept in the document and come back empty. */
    public static ProbeDocument fromJson(YamlMap map) {
        var schema = map.require("schema").text();
        if (!schema.value().equals(SCHEMA)) {
            throw schema.place().badValue("schema " + schema.value(), SCHEMA);
        }
        return new ProbeDocument(
                map.maps("dongles").stream().map(Dongle::read).toList(),
                map.maps("switched").stream().map(ModeChange::read).toList(),
                map.map("problem").map(ProbeDocument::problem),
                Duration.ofMillis(map.integer("elapsedMs", 0, Integer.MAX_VALUE).orElse(0)));
    }

    private static Problem problem(YamlMap map) {
        return new Problem(
                map.require("code").text().as("a problem code of this version", ProblemCode::of),
                map.requireString("what"),
                map.string("because").orElse(""),
                map.string("next").orElse(""));
    }
}
