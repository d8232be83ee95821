package dev.outpost.camera;

import dev.outpost.step.Problem;
import java.util.Optional;

/**
 * The hop from the router to the camera, seen from both of its ends: each broken piece shows its own pair of symptoms.
 *
 * @param answersOnLan one of the camera's ports answered the router
 * @param neighbour the router heard the camera's MAC address
 * @param lan the router's own address there: what the camera's gateway should be
 */
public record LastHop(CameraTarget camera, boolean answersOnLan, boolean neighbour, String lan) {

    /**
     * The first broken piece, if one is.
     *
     * @param fromRelay what the relay got when it called the camera's tunnel address
     */
    public Optional<Problem> judge(CameraProof fromRelay) {
        if (!answersOnLan) {
            return Optional.of(neighbour ? shut() : noLink());
        }
        return fromRelay.problem().map(problem -> problem.code().equals("CAM-SILENT") ? noGateway() : problem);
    }

    private Problem noLink() {
        return Problem.blocked(
                "CAM-NO-LINK",
                "the router hears nothing of camera " + camera.name() + " at " + camera.onLan(),
                "no power, no cable, or the camera has another address",
                "check the injector's light, the cable and the camera's address, then run the same command again");
    }

    private Problem shut() {
        return Problem.blocked(
                "CAM-REFUSED",
                "camera " + camera.name() + " is at " + camera.onLan() + ", but port " + camera.rtspPort() + " is shut",
                "RTSP is switched off in the camera, or another device has its address",
                "switch RTSP on in the camera, or correct services: in the site file");
    }

    private Problem noGateway() {
        return Problem.blocked(
                "CAM-NO-GATEWAY",
                "camera " + camera.name() + " answers the router at " + camera.onLan() + ", but not through the tunnel",
                "the camera has no gateway, so its answers end on the LAN: the commonest mistake of all",
                "set gateway " + lan + " in the camera (its page http://" + camera.onLan()
                        + "/ from the LAN), then run the same command again");
    }
}
