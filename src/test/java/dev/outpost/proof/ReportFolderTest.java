package dev.outpost.proof;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.ledger.SiteState;
import dev.outpost.proof.ReportFolder.LastSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T20:54:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T07:10:00Z");

    private static final SiteLook NOT_WALKED = SiteLook.none(MONDAY);

    @TempDir
    Path folder = Path.of("");

    /** The picture and its day outlive a proof that fails. */
    @Test
    void aCameraThatIsNotSeenKeepsItsLastPictureWithItsDay() throws IOException {
        var reports = new ReportFolder(new SiteState("barn-north", folder));
        reports.write(SampleReports.proven().proof(), Path.of("barn.yaml"), NOT_WALKED, MONDAY);
        var picture = Files.readAllBytes(folder.resolve("report/yard.jpg"));

        var page = reports.write(SampleReports.silent().proof(), Path.of("barn.yaml"), NOT_WALKED, TUESDAY);

        assertTrue(
                Files.readString(page).contains("Last seen <time datetime=\"2026-11-23T20:54:00Z\">23 November 2026"));
        assertTrue(Files.readString(page).contains("barn-north cannot be seen yet"));
        assertArrayEquals(picture, Files.readAllBytes(folder.resolve("report/yard.jpg")));
        assertEquals(MONDAY, camera(reports).at());
        for (var file : List.of("report/yard.jpg", "report/seen.json", "report/index.html")) {
            var mode = Files.getPosixFilePermissions(folder.resolve(file));
            assertEquals("rw-------", PosixFilePermissions.toString(mode), file);
        }
    }

    @Test
    void remembersWhatWasPlayed() throws IOException {
        var reports = new ReportFolder(new SiteState("barn-north", folder));
        reports.write(SampleReports.proven().proof(), Path.of("barn.yaml"), NOT_WALKED, MONDAY);

        var seen = camera(reports);

        assertEquals("/Streaming/Channels/101", seen.main());
        assertEquals(Optional.of("H264"), seen.stream().map(LastSeen.Stream::codec));
        assertTrue(seen.stream().orElseThrow().kilobits() > 0);
        assertEquals(reports.seen(), LastSeen.parse("seen.json", reports.seen().json()));
    }

    private static LastSeen.Camera camera(ReportFolder reports) {
        return requireNonNull(reports.seen().cameras().get("yard"));
    }
}
