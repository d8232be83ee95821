package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.Picture;
import dev.outpost.reach.NegativeScan;
import dev.outpost.step.Problem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The site's report as one HTML page, for a phone or a printer. */
public final class ReportPage {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Report report;
    private final SiteProof proof;
    private final SiteStory story;

    public ReportPage(Report report) {
        this.report = report;
        this.proof = report.proof();
        this.story = report.story();
    }

    public String html() {
        var body = head()
                + proof.problem().map(ReportPage::problem).orElse("")
                + exposed()
                + proof.cameras().stream().map(this::camera).collect(Collectors.joining())
                + section("The way", way())
                + proof.outside().map(this::outside).orElse("")
                + section("Decided, and why", told(story.decisions()))
                + section("Changed", list(story.changes()))
                + foot();
        return Html.page("Outpost: " + proof.site(), "<main>\n" + body + "</main>\n");
    }

    private String head() {
        var seen = proof.cameras().stream().filter(CameraProof::isProven).count();
        var sub = proof.vantage()
                .map(from -> seen + " of " + proof.cameras().size() + " "
                        + (proof.cameras().size() == 1 ? "camera" : "cameras")
                        + " fetched the way the owner fetches, from " + from)
                .orElse("Nobody looked from where a viewer sits.");
        return Html.part(
                "head",
                proof.isProven() ? "good" : proof.vantage().isEmpty() ? "open" : "bad",
                text(DAY.format(report.at())),
                text(report.verdict()),
                text(sub));
    }

    private static String problem(Problem problem) {
        return Html.part(
                "problem", text(problem.what()), text(problem.because()), text(problem.next()), text(problem.code()));
    }

    private String exposed() {
        if (story.exposed().isEmpty()) {
            return "";
        }
        var doors = story.exposed().stream()
                .map(door -> "<li><strong>" + text(door.what()) + "</strong> for " + text(door.who()) + "<br><em>"
                        + text(door.because()) + "</em></li>\n")
                .collect(Collectors.joining());
        return "<section class=\"exposed\">\n<h2>Open to the internet</h2>\n<ul>\n" + doors + "</ul>\n</section>\n";
    }

    private String camera(CameraProof camera) {
        var target = camera.camera();
        return "<section class=\"camera\">\n"
                + camera.picture()
                        .map(picture -> picture(target.name(), picture))
                        .orElse("")
                + "<h2>" + text(target.name()) + " <small>" + text(target.host()) + "</small></h2>\n"
                + checks(camera) + Html.links(target) + "</section>\n";
    }

    private static String picture(String name, Picture picture) {
        return Html.part(
                "picture",
                text(name),
                picture.width(),
                picture.height(),
                Base64.getEncoder().encodeToString(picture.jpeg()),
                picture.width(),
                picture.height(),
                picture.jpeg().length,
                picture.took().toMillis(),
                picture.sha256());
    }

    private static String checks(CameraProof camera) {
        var rows = camera.checks().stream()
                .map(check ->
                        "<tr class=\"" + (check.good() ? "good" : "bad") + "\"><th scope=\"row\">" + text(check.what())
                                + "</th><td>" + text(check.result()) + "</td><td class=\"ms\">"
                                + check.took().toMillis()
                                + " ms</td></tr>\n")
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "<table>\n" + rows + "</table>\n";
    }

    private String way() {
        return story.path().isEmpty()
                ? ""
                : "<ol class=\"way " + (proof.isProven() ? "good" : "open") + "\">\n"
                        + story.path().stream()
                                .map(hop -> "<li" + colour(hop) + "><strong>" + text(hop.name()) + "</strong><span>"
                                        + text(hop.detail()) + "</span></li>\n")
                                .collect(Collectors.joining())
                        + "</ol>\n";
    }

    /** A station of the story is as bad as the worst of its hops. */
    private String colour(SiteStory.Hop station) {
        var hops = report.way().stream()
                .filter(hop -> station(hop).equals(station.name().replaceFirst(" .*", "")))
                .filter(hop -> hop.camera().isEmpty()
                        || station.name().equals("camera " + hop.camera().get()))
                .map(Hop::state)
                .toList();
        if (hops.contains(Hop.State.BROKEN)) {
            return " class=\"bad\"";
        }
        return hops.isEmpty() || hops.contains(Hop.State.UNKNOWN) ? "" : " class=\"good\"";
    }

    private static String station(Hop hop) {
        return switch (hop.name()) {
            case LAPTOP, VIEWER -> "viewer";
            case RELAY_SSH, RELAY_UDP, MAY_VIEW -> "relay";
            case SIM, SIGNAL, REGISTRATION, ADDRESS -> "carrier";
            case ROUTER, DONGLE, DNS, CLOCK, HANDSHAKE, ROUTER_TUNNEL, REDIRECT -> "router";
            case CAMERA_LINK, CAMERA_GATEWAY, RTSP, LOGIN -> "camera";
        };
    }

    private String outside(NegativeScan.Result scan) {
        var verdict = scan.isShut()
                ? "<p class=\"shut\">Nothing answers that nobody published.</p>\n"
                : "<p class=\"exposedline\">Answers that nobody published: " + text(ports(scan.unexpected()))
                        + "</p>\n";
        return section(
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

    private static String told(List<SiteStory.Told> told) {
        return told.isEmpty()
                ? ""
                : "<dl>\n"
                        + told.stream()
                                .map(one -> "<dt>" + text(one.what()) + "</dt><dd>" + text(one.because()) + "</dd>\n")
                                .collect(Collectors.joining())
                        + "</dl>\n";
    }

    private static String list(List<String> lines) {
        return lines.isEmpty()
                ? ""
                : "<ul class=\"plain\">\n"
                        + lines.stream()
                                .map(line -> "<li>" + text(line) + "</li>\n")
                                .collect(Collectors.joining())
                        + "</ul>\n";
    }

    private static String section(String title, String content) {
        return content.isEmpty() ? "" : "<section>\n<h2>" + title + "</h2>\n" + content + "</section>\n";
    }

    private String foot() {
        var tried = story.tried().isEmpty()
                ? "Tried on hardware by: nobody. What the verdict does not show above comes from tables only."
                : String.join(" ", story.tried());
        return "<footer>\n<p>" + text(tried)
                + "</p>\n<p>This page holds no password and no key. Repeat the proof any day: <code>outpost verify "
                + text(proof.site()) + ".yaml</code></p>\n</footer>\n";
    }
}
