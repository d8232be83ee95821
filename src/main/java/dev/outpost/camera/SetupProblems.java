package dev.outpost.camera;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.SystemWords;
import java.io.IOException;

/** What can stop a camera's set-up, each with its next move. */
record SetupProblems(String camera, String host) {
    private static final String AGAIN = "run the same command again";

    /** @param page where its maker has its first password set by hand */
    Problem adminUnknown(String page) {
        return ProblemCode.CAM_ADMIN_UNKNOWN.problem(
                "camera " + camera + " at " + host
                        + " has a password already, and nobody here knows its administrator's",
                "somebody set it up before, or another laptop did: this one keeps no password of it",
                "write setup: {admin-password: env:CAMERA_ADMIN} at camera " + camera
                        + (page.isEmpty() ? "" : "; one without a password gets its first by hand" + page)
                        + ", or reset the camera (its reset button held for 15 s while the power comes), then "
                        + AGAIN);
    }

    Problem notActivated(String because) {
        return ProblemCode.CAM_NOT_ACTIVATED.problem(
                "camera " + camera + " at " + host + " did not take its first password",
                because,
                AGAIN + ": the same password is offered; or activate it on http://" + host
                        + "/ with the password that is kept here");
    }

    Problem refused(CameraChange change, Reply reply) {
        var said = Xml.of(reply.body());
        var words = said.element("subStatusCode")
                .or(() -> said.element("statusString"))
                .or(() -> said.element("Text"))
                .orElse(reply.reason());
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                "camera " + camera + " refuses: " + change.words(),
                "it answers " + reply.status() + " " + Reply.printable(words),
                "set that on http://" + host + "/, then " + AGAIN);
    }

    Problem notStayed(CameraChange change) {
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                "camera " + camera + " took it, and it is not so: " + change.words(),
                "it was asked again after the change",
                "set that on http://" + host + "/, then " + AGAIN);
    }

    Problem notBack() {
        return ProblemCode.CAM_SILENT.problem(
                "camera " + camera + " restarted and does not answer at " + host,
                "it takes longer than usual, or another device has this address",
                "wait a minute, then " + AGAIN);
    }

    Problem unknownKind(String words) {
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                "camera " + camera + " at " + host + " speaks neither ISAPI nor ONVIF: it cannot be set up from here",
                "ONVIF may be switched off, or another device has this address",
                words + "; then " + AGAIN + ", or take setup: out of the site file");
    }

    Problem broken(IOException e) {
        return ProblemCode.CAM_ODD_ANSWER.problem(
                "camera " + camera + " at " + host + " stopped answering while it was set up: " + SystemWords.of(e),
                "its link, or the camera itself, went away; each change is looked at again",
                AGAIN);
    }
}
