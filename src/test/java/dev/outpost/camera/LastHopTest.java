package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.step.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastHopTest {
    private static final CameraTarget YARD =
            new CameraTarget("yard", "10.77.0.18", 554, 80, "192.168.1.64", Optional.empty(), Paths.HIKVISION);

    @Test
    void namesTheMissingGatewayWhereTheLanAnswersAndTheTunnelIsSilent() {
        var problem = hop(true, true).judge(relayHears("CAM-SILENT")).orElseThrow();

        assertEquals("CAM-NO-GATEWAY", problem.code());
        assertTrue(problem.next().contains("192.168.1.1"));
    }

    @Test
    void namesPowerAndCableWhereNothingIsHeard() {
        assertEquals(
                "CAM-NO-LINK",
                hop(false, false).judge(relayHears("CAM-SILENT")).orElseThrow().code());
    }

    @Test
    void namesThePortWhereTheCameraIsThereButShut() {
        assertEquals(
                "CAM-REFUSED",
                hop(false, true).judge(relayHears("CAM-REFUSED")).orElseThrow().code());
    }

    @Test
    void isContentWhereBothEndsAnswer() {
        var heard = new CameraProof(YARD, "the relay", List.of(), Optional.empty(), Optional.empty());

        assertTrue(hop(true, true).judge(heard).isEmpty());
    }

    private static LastHop hop(boolean answers, boolean neighbour) {
        return new LastHop(YARD, answers, neighbour, "192.168.1.1");
    }

    private static CameraProof relayHears(String code) {
        var problem = Problem.blocked(code, "what", "because", "next");
        return new CameraProof(YARD, "the relay", List.of(), Optional.empty(), Optional.of(problem));
    }
}
