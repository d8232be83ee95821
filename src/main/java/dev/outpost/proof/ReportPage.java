package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.Picture;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

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
                + section("The way", way())
                + new TechnicianPart(proof, story).html()
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

    private String way() {
        return story.path().isEmpty()
                ? ""
                : "<ol class=\"way\">\n"
                        + story.path().stream().map(this::station).collect(Collectors.joining()) + "</ol>\n";
    }

    private String station(SiteStory.Hop station) {
        var colour = new StationColour(report).of(station);
        var why = report.way().stream()
                .filter(Hop::isBroken)
                .filter(hop -> StationColour.isOf(hop, station))
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
}
