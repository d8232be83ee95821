package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraProof;
import dev.outpost.ledger.RecordingNarrator.Told;
import dev.outpost.reach.NegativeScan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What only who comes with a laptop wants to know of a site: each check, what was decided and changed. */
record TechnicianPart(SiteProof proof, SiteStory story) {

    String html() {
        var parts = proof.cameras().stream().map(TechnicianPart::checks).collect(Collectors.joining())
                + proof.outside().map(TechnicianPart::outside).orElse("")
                + ReportPage.section("Decided, and why", told(story.decisions()))
                + ReportPage.section("Changed", list(story.changes()));
        return parts.isEmpty() ? "" : Html.part("technician", parts);
    }

    private static String checks(CameraProof camera) {
        var rows = camera.checks().stream()
                .map(check ->
                        "<tr class=\"" + (check.good() ? "good" : "bad") + "\"><th scope=\"row\">" + text(check.what())
                                + "</th><td>" + Html.sentence(check.result()) + "</td><td class=\"ms\">"
                                + check.took().toMillis()
                                + " ms</td></tr>\n")
                .collect(Collectors.joining());
        var picture = camera.picture()
                .map(seen -> "<p><small>" + String.format(Locale.ROOT, "%,d", seen.jpeg().length) + " bytes, SHA-256 "
                        + seen.sha256().substring(0, 16) + "…</small></p>\n")
                .orElse("");
        return rows.isEmpty()
                ? ""
                : ReportPage.section(
                        "Camera " + text(camera.camera().name()) + ", from " + Html.sentence(camera.from()),
                        "<table>\n" + rows + "</table>\n" + picture);
    }

    private static String outside(NegativeScan.Result scan) {
        var verdict = scan.isShut()
                ? "<p class=\"shut\">Nothing answers that nobody published.</p>\n"
                : "<p class=\"exposedline\">Answers that nobody published: " + text(ports(scan.unexpected()))
                        + "</p>\n";
        return ReportPage.section(
                "Seen from the internet",
                verdict
                        + Html.part(
                                "outside",
                                text(scan.address()),
                                text(scan.from()),
                                scan.scanned().size(),
                                text(scan.expected().isEmpty() ? "nothing" : "TCP " + ports(scan.expected())),
                                scan.notScanned().stream().map(Html::text).collect(Collectors.joining("<br>"))));
    }

    private static String ports(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String told(List<Told> told) {
        return told.isEmpty()
                ? ""
                : "<dl>\n"
                        + told.stream()
                                .map(one -> "<dt>" + Html.sentence(one.what()) + "</dt><dd>"
                                        + Html.sentence(one.because()) + "</dd>\n")
                                .collect(Collectors.joining())
                        + "</dl>\n";
    }

    private static String list(List<String> lines) {
        return lines.isEmpty()
                ? ""
                : "<ul class=\"plain\">\n"
                        + lines.stream()
                                .map(line -> "<li>" + Html.sentence(line) + "</li>\n")
                                .collect(Collectors.joining())
                        + "</ul>\n";
    }
}
