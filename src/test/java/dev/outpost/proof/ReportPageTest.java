package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    @Test
    void needsNothingButItself() throws IOException {
        for (var report : SampleReports.all()) {
            var html = new ReportPage(report).html();

            assertEquals(1, html.split("<script").length - 1, "one script, its own");
            assertTrue(html.contains("default-src 'none'") && html.contains("script-src 'sha256-"));
            assertFalse(html.matches("(?s).*src=\"(?!data:).*"), "a file from elsewhere");
            assertFalse(
                    html.matches("(?s).*href=\"(?!rtsp://10|http://10).*"), "a link to anything but the site's own");
            assertFalse(html.matches("(?s).*(url\\(|@import).*"), "a style from elsewhere");
            assertTrue(html.contains("name=\"viewport\""));
            assertTrue(html.contains("prefers-color-scheme: dark"));
        }
    }

    @Test
    void tellsTheVerdictThePictureAndTheWay() throws IOException {
        var html = new ReportPage(SampleReports.proven()).html();

        assertTrue(html.contains("barn-north can be seen from outside"));
        assertTrue(html.contains("src=\"data:image/jpeg;base64,"));
        assertTrue(html.contains("href=\"rtsp://10.77.0.18/Streaming/Channels/101\""));
        assertTrue(html.contains("The camera was seen the way a viewer sees it."));
        assertTrue(html.contains("<code>outpost verify barn.yaml</code>"));
        assertTrue(html.contains("Nothing answers that nobody published"));
        assertTrue(html.contains("Tried on hardware by: nobody"));
    }

    @Test
    void namesTheProblemAndTheNextMove() {
        var html = new ReportPage(SampleReports.silent()).html();

        assertTrue(html.contains("barn-north cannot be seen yet"));
        assertTrue(html.contains("CAM-SILENT"));
        assertTrue(html.contains("<code>set the camera&#39;s gateway"));
        assertFalse(html.contains("data:image"));
    }

    /** The owner's part stands before the technician's, which is folded. */
    @Test
    void comesToThePointBeforeItIsTechnical() throws IOException {
        var html = new ReportPage(SampleReports.proven()).html();
        var fold = html.indexOf("<details");

        for (var owners : List.of("<img", "href=\"rtsp:", "The way")) {
            assertTrue(html.indexOf(owners) > 0 && html.indexOf(owners) < fold, owners);
        }
        for (var technical : List.of("RTSP DESCRIBE", "Decided, and why", "Changed", "SHA-256 ", "socks5://")) {
            assertTrue(html.indexOf(technical) > fold, technical);
        }
    }

    @Test
    void keepsTheLastPictureWithItsDateAndColoursTheHops() throws IOException {
        var html = new ReportPage(SampleReports.lost()).html();

        assertTrue(
                html.contains("Last seen <time datetime=\"2026-11-21T19:54:00Z\">21 November 2026, 19:54 UTC</time>"));
        assertTrue(html.contains("src=\"data:image/jpeg;base64,"));
        assertTrue(html.contains("<li class=\"good\"><strong>relay vps1</strong>"), html);
        assertTrue(html.contains("<li class=\"bad\"><strong>router</strong>"));
        assertTrue(html.contains("<li class=\"open\"><strong>camera yard</strong>"));
        assertTrue(html.contains("<em>the router is silent since 20:12</em>"));
    }

    /** A picture from the router's own LAN is no proof from outside. */
    @Test
    void doesNotCallTheRoutersLanAViewer() throws IOException {
        var seen = SampleReports.proven();
        var nobody =
                new Problem(ProblemCode.WAY_NO_RELAY, "nobody can reach this site", "no relay is named", "name one");

        var html = new ReportPage(new Report(
                        seen.proof().with(nobody),
                        seen.story(),
                        seen.way(),
                        Optional.of("9 of 10 GB, used <soon>"),
                        seen.at(),
                        seen.file(),
                        seen.kept()))
                .html();

        assertTrue(html.contains(
                "The camera was seen from the router&#39;s own network; from outside nobody can look yet."));
        assertFalse(html.contains("the way a viewer sees"));
        assertTrue(html.contains("<p class=\"open\">Data of this month: 9 of 10 GB, used &lt;soon&gt;</p>"), html);
    }

    @Test
    void withoutAWalkTheHopsAreAsGoodAsTheProofCame() throws IOException {
        var html = new ReportPage(SampleReports.proven()).html();

        assertEquals(5, html.split("<li class=\"good\"><strong>").length - 1);
        assertTrue(new ReportPage(SampleReports.silent()).html().contains("<li class=\"open\"><strong>relay vps1"));
    }

    @Test
    void showsWhatIsOpenToTheInternet() throws IOException {
        var html = new ReportPage(SampleReports.open()).html();

        assertTrue(html.contains("class=\"exposed\""));
        assertTrue(html.contains("TCP 8554"));
        assertTrue(html.contains("because the insurer looks in"));
        assertTrue(html.contains("<p class=\"open\">main stream will stall: 4.1 Mbit/s needed"), html);
    }

    @Test
    void holdsNoSecretAndNoForeignMarkup() throws IOException {
        var html = new ReportPage(SampleReports.proven()).html();

        assertFalse(html.contains(SampleReports.PASSWORD));
        assertFalse(html.contains("<b>rude</b>"));
        assertTrue(html.contains("&lt;b&gt;rude&lt;/b&gt;"));
    }

    @Test
    void keepsItsStory() {
        var story = SampleReports.story();

        assertEquals(story, SiteStory.parse("story.json", story.json()));
    }

    /** Left in the build folder to be looked at. */
    @Test
    void canBeLookedAt() throws IOException {
        var folder = Files.createDirectories(Path.of("target", "reports"));
        Files.writeString(folder.resolve("proven.html"), new ReportPage(SampleReports.proven()).html());
        Files.writeString(folder.resolve("silent.html"), new ReportPage(SampleReports.silent()).html());
        Files.writeString(folder.resolve("open.html"), new ReportPage(SampleReports.open()).html());
        Files.writeString(folder.resolve("lost.html"), new ReportPage(SampleReports.lost()).html());
        Files.writeString(folder.resolve("viewer.html"), SampleReports.viewer().html());

        assertTrue(Files.size(folder.resolve("proven.html")) > 10_000);
    }
}
