package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What can be wrong with a camera, each with its next move. */
final class CameraProblems {
    private static final String AGAIN = "run the same command again";

    private final CameraTarget camera;
    private final String from;
    private final String who;
    private final String there;

    CameraProblems(CameraTarget camera, String from) {
        this.camera = camera;
        this.from = from;
        this.who = "camera " + camera.name();
        this.there = who + " at " + camera.host();
    }

    /** Nobody took the call: refused, silence and "no way on" name different hops. */
    Problem unanswered(int port, Dial dial) {
        var what = who + " " + camera.host() + ":" + port + " from " + from + ": " + dial.words();
        return switch (dial) {
            case Dial.Refused _ ->
                ProblemCode.CAM_REFUSED.problem(
                        what,
                        "the camera is there, but nothing listens on port " + port + "; or the router rejects it",
                        "switch RTSP and the web server on in the camera, or correct services: in the site file");
            case Dial.NoRoute _ ->
                ProblemCode.VANTAGE_NO_ROUTE.problem(
                        what,
                        "nothing was sent, so nothing is known of the camera; this computer is in the tunnel as somebody who may not"
                                + " look at this site, or its tunnel is down",
                        "import a page of this site on this computer, or look from elsewhere with --via socks5://HOST:PORT, then"
                                + " verify again");
            case Dial.Unreachable _ ->
                ProblemCode.CAM_UNREACHABLE.problem(
                        what,
                        "the camera has no link: its power or its cable is missing; or the tunnel is down",
                        "check the injector's light and the cable to the camera, then verify again");
            case Dial.Silent _, Dial.Connected _ ->
                ProblemCode.CAM_SILENT.problem(
                        what,
                        "the commonest cause: the camera has no gateway, so its answers find no way back into the tunnel",
                        "set the camera's gateway to the router's LAN address, then verify again");
        };
    }

    /**
     * Nobody was let in.
     *
     * @param now for the end of a lock-out
     */
    Problem refused(LoginRefusal refusal, Instant now) {
        var what = who + " " + refusal.words();
        return switch (refusal) {
            case LoginRefusal.Missing _ ->
                ProblemCode.CAM_PASSWORD_MISSING.problem(
                        who + " asks for a name and a password",
                        "the site file gives none",
                        "add username: and password: env:CAMERA_PASSWORD to camera " + camera.name()
                                + ", then verify again");
            case LoginRefusal.Unknown _ ->
                ProblemCode.CAM_LOGIN_UNKNOWN.problem(
                        what,
                        "nothing was sent, and no try was used up",
                        "set its web and RTSP login to digest on " + camera.web() + ", then verify again");
            case LoginRefusal.ReadableOnly _ ->
                ProblemCode.CAM_LOGIN_BASIC.problem(
                        what,
                        "it offers basic alone; nothing was sent, and no try was used up",
                        "set its login to digest, or write login: basic at camera " + camera.name()
                                + " in the site file, then verify again");
            case LoginRefusal.Locked(var left) ->
                ProblemCode.CAM_LOCKED.problem(
                        what,
                        "somebody offered it wrong passwords from here; each further one makes the lock longer",
                        left.map(time -> "wait until " + now.plus(time).truncatedTo(ChronoUnit.SECONDS)
                                        + ", correct the password, then verify again")
                                .orElse("wait half an hour, correct the password, then verify again"));
            case LoginRefusal.Wrong _ ->
                ProblemCode.CAM_PASSWORD_WRONG.problem(
                        what,
                        "wrong password, or the camera has locked this user after earlier failures",
                        "correct password: of camera " + camera.name()
                                + ", then verify again; it is tried twice an hour at most");
        };
    }

    Problem spent(Optional<Instant> next) {
        return ProblemCode.CAM_PASSWORD_WAIT.problem(
                who + " was not asked: its password was refused before",
                "another wrong try could lock the camera for everybody",
                next.map(time -> "correct the password and verify again after " + time)
                        .orElse("correct the password, then verify again"));
    }

    Problem noPicture(String because) {
        return ProblemCode.CAM_NO_PICTURE.problem(
                who + " describes its stream, but no picture could be fetched",
                because,
                "open " + camera.web() + " as a viewer; correct services: in the site file");
    }

    Problem noStream(String because) {
        return ProblemCode.CAM_NO_KEYFRAME.problem(
                who + " plays no stream that can be watched",
                because,
                "open " + camera.rtsp() + " in a player; set its video to H.264 and a key frame each two seconds");
    }

    Problem oldPicture(Duration age) {
        return ProblemCode.CAM_PICTURE_OLD.problem(
                who + " sent a picture that it made " + age.toMinutes() + " minutes before",
                "by its own clock; it repeats what it saw then",
                "restart the camera, then verify again");
    }

    Problem strange(String what, String words) {
        return ProblemCode.CAM_ODD_ANSWER.problem(
                who + " answers " + what + " with: " + words,
                "another model than its profile, or another device has its address",
                "open " + camera.web() + " as a viewer and see who answers");
    }

    /** @param page where its maker has its first password set by hand */
    Problem adminUnknown(String page) {
        return ProblemCode.CAM_ADMIN_UNKNOWN.problem(
                there + " has a password already, and nobody here knows its administrator's",
                "somebody set it up before, or another laptop did: this one keeps no password of it",
                "write setup: {admin-password: env:CAMERA_ADMIN} at camera " + camera.name()
                        + (page.isEmpty() ? "" : "; one without a password gets its first by hand" + page)
                        + ", or reset the camera (its reset button held for 15 s while the power comes), then "
                        + AGAIN);
    }

    Problem notActivated(String because) {
        return ProblemCode.CAM_NOT_ACTIVATED.problem(
                there + " did not take its first password",
                because,
                AGAIN + ": the same password is offered; or activate it on http://" + camera.host()
                        + "/ with the password that is kept here");
    }

    Problem refused(CameraChange change, Reply reply) {
        var said = Xml.of(reply.body());
        var words = said.element("subStatusCode")
                .or(() -> said.element("statusString"))
                .or(() -> said.element("Text"))
                .orElse(reply.reason());
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                who + " refuses: " + change.words(),
                "it answers " + reply.status() + " " + Reply.printable(words),
                "set that on http://" + camera.host() + "/, then " + AGAIN);
    }

    Problem notStayed(CameraChange change) {
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                who + " took it, and it is not so: " + change.words(),
                "it was asked again after the change",
                "set that on http://" + camera.host() + "/, then " + AGAIN);
    }

    Problem notBack() {
        return ProblemCode.CAM_SILENT.problem(
                who + " restarted and does not answer at " + camera.host(),
                "it takes longer than usual, or another device has this address",
                "wait a minute, then " + AGAIN);
    }

    /** @param page where its maker has ONVIF switched on by hand */
    Problem unknownKind(String page) {
        return ProblemCode.CAM_SETUP_REFUSED.problem(
                there + " speaks neither ISAPI nor ONVIF: it cannot be set up from here",
                "ONVIF may be switched off, or another device has this address",
                "see what " + camera.web() + " shows, and switch ONVIF on" + page + "; then " + AGAIN
                        + ", or take setup: out of the site file");
    }

    Problem broken(IOException e) {
        return ProblemCode.CAM_ODD_ANSWER.problem(
                there + " stopped answering while it was set up: " + SystemWords.of(e),
                "its link, or the camera itself, went away; each change is looked at again",
                AGAIN);
    }
}
