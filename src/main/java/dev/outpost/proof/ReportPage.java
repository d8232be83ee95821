package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.Picture;
import dev.outpost.ledger.RecordingNarrator.Told;
import dev.outpost.reach.NegativeScan;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The site's report as one HTML page, for a phone or a printer: what its owner wants to know first, the technician's part folded below. */
public final class ReportPage {
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
                + report.data()
                        .map(used -> "<p class=\"open\">" + Html.sentence("Data of this month: " + used) + "</p>\n")
                        .orElse("")
                + exposed()
                + proof.cameras().stream().map(this::camera).collect(Collectors.joining())
                + section(
                        "The way",
                        framed("<ol class=\"way\">\n", story.path().stream().map(this::station), "</ol>\n"))
                + technician()
                + foot();
        return Html.page("Outpost: " + proof.site(), "<main>\n" + body + "</main>\n");
    }

    private String head() {
        return Html.part(
                "head",
                proof.isProven() ? "good" : proof.vantage().isEmpty() ? "open" : "bad",
                Html.time(report.at()),
                text(report.verdict()),
                text(sub()));
    }

    private String sub() {
        if (proof.vantage().isEmpty()) {
            return "Nobody looked from where a viewer sits.";
        }
        var seen = proof.cameras().stream().filter(CameraProof::isProven).count();
        var all = proof.cameras().size();
        var cameras = all == 1
                ? (seen == 1 ? "The camera was" : "The camera was not")
                : seen + " of " + all + " cameras were";
        var isNear = proof.problem()
                .filter(problem -> problem.code() == ProblemCode.WAY_NO_RELAY)
                .isPresent();
        return cameras
                + (isNear
                        ? " seen from the router's own network; from outside nobody can look yet."
                        : " seen the way a viewer sees " + (all == 1 ? "it." : "them."));
    }

    private static String problem(Problem problem) {
        return Html.part(
                "problem",
                Html.sentence(problem.what()),
                Html.sentence(problem.because()),
                Html.sentence(problem.next()),
                text(problem.code()));
    }

    private String exposed() {
        return framed(
                "<section class=\"exposed\">\n<h2>Open to the internet</h2>\n<ul>\n",
                story.exposed().stream()
                        .map(door -> "<li><strong>" + text(door.what()) + "</strong> for " + text(door.who())
                                + "<br><em>" + text(door.because()) + "</em></li>\n"),
                "</ul>\n</section>\n");
    }

    /** Items between a beginning and an end; nothing where there are none. */
    private static String framed(String begin, Stream<String> items, String end) {
        var all = items.collect(Collectors.joining());
        return all.isEmpty() ? "" : begin + all + end;
    }

    private String camera(CameraProof camera) {
        var target = camera.camera();
        var name = text(target.name());
        var picture = camera.picture()
                .filter(_ -> camera.isProven())
                .map(now -> picture(name, now))
                .or(() -> Optional.ofNullable(report.kept().get(target.name())).map(kept -> old(name, kept)))
                .or(() -> camera.picture().map(doubted -> picture(name, doubted)));
        return "<section class=\"camera\">\n" + picture.orElse("") + "<h2>" + name + "</h2>\n" + stalls(camera)
                + Html.links(target) + "</section>\n";
    }

    /** Who watches has to know which stream to take. */
    private static String stalls(CameraProof camera) {
        return camera.checks().stream()
                .filter(check -> check.what().equals(WillItStream.CHECK) && !check.good())
                .map(check -> "<p class=\"open\">" + Html.sentence(check.result()) + "</p>\n")
                .collect(Collectors.joining());
    }

    private String picture(String name, Picture picture) {
        return Html.part(
                "picture",
                "",
                name,
                Base64.getEncoder().encodeToString(picture.jpeg()),
                Html.time(report.at()) + ", " + picture.width() + "\u00a0×\u00a0" + picture.height());
    }

    private static String old(String name, Report.Kept kept) {
        return Html.part(
                "picture",
                " class=\"old\"",
                name,
                kept.base64(),
                "Last seen " + Html.time(kept.at()) + "; not seen now");
    }

    private String station(SiteStory.Hop station) {
        var colour = report.colour(station);
        var why = report.way().stream()
                .filter(Hop::isBroken)
                .filter(hop -> Report.isOf(hop, station))
                .findFirst()
                .map(hop -> "<em>" + text(hop.evidence()) + "</em>")
                .orElse("");
        return "<li class=\"" + colour + "\"><strong>" + text(station.name()) + "</strong><span>"
                + text(station.detail()) + "</span>" + why + "</li>\n";
    }

    static String section(String title, String content) {
        return content.isEmpty() ? "" : "<section>\n<h2>" + title + "</h2>\n" + content + "</section>\n";
    }

    private String foot() {
        var tried = story.tried().isEmpty()
                ? "Tried on hardware by: nobody. What the verdict does not show above comes from tables only."
                : String.join(" ", story.tried());
        return "<footer>\n<p>" + text(tried)
                + "</p>\n<p>This page holds no password and no key. Repeat the proof any day: <code>outpost verify "
                + text(report.file()) + "</code></p>\n</footer>\n";
    }

    /** What only who comes with a laptop wants to know of a site: each check, what was decided and changed. */
    private String technician() {
        var parts = proof.cameras().stream().map(ReportPage::checks).collect(Collectors.joining())
                + proof.outside().map(ReportPage::outside).orElse("")
                + section(
                        "Decided, and why",
                        framed("<dl>\n", story.decisions().stream().map(ReportPage::told), "</dl>\n"))
                + section(
                        "Changed",
                        framed(
                                "<ul class=\"plain\">\n",
                                story.changes().stream().map(line -> "<li>" + Html.sentence(line) + "</li>\n"),
                                "</ul>\n"));
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
                : section(
                        "Camera " + text(camera.camera().name()) + ", from " + Html.sentence(camera.from()),
                        "<table>\n" + rows + "</table>\n" + picture);
    }

    private static String outside(NegativeScan.Result scan) {
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

    private static String told(Told one) {
        return "<dt>" + Html.sentence(one.what()) + "</dt><dd>" + Html.sentence(one.because()) + "</dd>\n";
    }
}
