package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    @Test
    void needsNothingButItself() throws IOException {
        for (var report : SampleReports.all()) {
            var html = new ReportPage(report).html();

            assertFalse(html.contains("<script"), "a script");
            assertFalse(html.matches("(?s).*(src|href)=\"(?!data:).*"), "a file from elsewhere");
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
        assertTrue(html.contains("rtsp://10.77.0.18/Streaming/Channels/101"));
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

    @Test
    void showsWhatIsOpenToTheInternet() throws IOException {
        var html = new ReportPage(SampleReports.open()).html();

        assertTrue(html.contains("class=\"exposed\""));
        assertTrue(html.contains("TCP 8554"));
        assertTrue(html.contains("because the insurer looks in"));
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
        Files.writeString(folder.resolve("viewer.html"), SampleReports.viewer().html());

        assertTrue(Files.size(folder.resolve("proven.html")) > 10_000);
    }
}
