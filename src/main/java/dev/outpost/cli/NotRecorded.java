package dev.outpost.cli;

import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.Recorded;
import dev.outpost.uplink.ProbeDocument;
import java.util.ArrayList;
import java.util.List;

/** Says which questions a recording has no answer to, because nobody asked them then. */
final class NotRecorded {
    private final Recorded recorded;

    NotRecorded(Recorded recorded) {
        this.recorded = recorded;
    }

    ProbeDocument warned(ProbeDocument document) {
        return new ProbeDocument(
                document.dongles().stream().map(this::warned).toList(),
                document.switched(),
                document.problem(),
                document.elapsed());
    }

    private ProbeDocument.Dongle warned(ProbeDocument.Dongle dongle) {
        var report = dongle.report();
        var warnings = new ArrayList<>(report.warnings());
        report.ports().forEach(port -> warnings.addAll(warnings(port)));
        return new ProbeDocument.Dongle(report.with(warnings), dongle.uplinks());
    }

    private List<String> warnings(ProbedPort port) {
        var unknown = recorded.notRecorded(port.path());
        return unknown.isEmpty()
                ? List.of()
                : List.of("not asked when " + port.path() + " was recorded, so it was silent now: "
                        + String.join(", ", unknown));
    }
}
