package dev.outpost.camera;

import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives a fresh Hikvision its first password, and sees that it has one. */
record ActivationTalk(CameraPlace place) {
    private static final String XML = "application/xml";
    private static final String JSON = "application/json";
    private static final String SPACE = " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\"";

    /** @throws ProblemException {@code CAM-NOT-ACTIVATED} */
    void run(Activation.Form form, Secret password) throws IOException {
        var activation = Activation.with(form);
        try (var fetch = place.open(Optional.empty())) {
            var answer = switch (form) {
                case LEGACY -> legacy(fetch, activation, password);
                case V3 -> v3(fetch, activation, password);
            };
            var status = Xml.of(fetch.get(SetupLook.STATUS).body());
            if (!status.says("Activated", "true")) {
                throw failed("it answers " + words(answer) + ", and says that it has no password yet");
            }
        } catch (GeneralSecurityException nonsense) {
            throw failed("its challenge cannot be read: " + nonsense.getMessage());
        }
    }

    private Reply legacy(Fetch fetch, Activation activation, Secret password)
            throws IOException, GeneralSecurityException {
        var asked = fetch.send(
                "POST",
                "/ISAPI/Security/challenge",
                XML,
                "<PublicKey" + SPACE + "><key>" + activation.publicKey() + "</key></PublicKey>");
        var challenge = challenge(asked, Xml.of(asked.body()).element("key"));
        return fetch.send(
                "PUT",
                "/ISAPI/System/activate",
                XML,
                "<ActivateInfo" + SPACE + "><password>" + Activation.legacy(activation.opened(challenge), password)
                        + "</password></ActivateInfo>");
    }

    private Reply v3(Fetch fetch, Activation activation, Secret password) throws IOException, GeneralSecurityException {
        var asked = fetch.send(
                "POST",
                "/ISAPI/System/activate/GetChallengeV3?format=json",
                JSON,
                Json.line(Json.object("publicKey", activation.publicKey())));
        var challenge = challenge(asked, member(asked.body(), "challenge"));
        var iv = Activation.iv();
        return fetch.send(
                "POST",
                "/ISAPI/System/activate/StartActivateV3?format=json",
                JSON,
                Json.line(Json.object(
                        "password",
                        Activation.v3(activation.opened(challenge), password, iv),
                        "iv",
                        Activation.hex(iv))));
    }

    private String challenge(Reply asked, Optional<String> challenge) {
        return challenge
                .filter(_ -> asked.status() == 200)
                .orElseThrow(() -> failed("asked for a challenge, it answers " + words(asked)));
    }

    /** A text of its answer's only object. */
    private static Optional<String> member(byte[] json, String name) {
        var text = new String(json, 0, Math.min(json.length, Xml.LONGEST), StandardCharsets.UTF_8);
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([A-Za-z0-9+/=]{1,4000})\"")
                .matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String words(Reply reply) {
        var said = Xml.of(reply.body());
        return Reply.printable(reply.status() + " "
                + said.element("subStatusCode")
                        .or(() -> said.element("statusString"))
                        .orElse(reply.reason()));
    }

    private ProblemException failed(String because) {
        return new ProblemException(new SetupProblems(place.camera(), place.host()).notActivated(because));
    }
}
