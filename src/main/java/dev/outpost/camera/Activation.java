package dev.outpost.camera;

import dev.outpost.camera.CameraPlace.SetupLook;
import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a Hikvision that is fresh from its box is given its first password: it encrypts a challenge with our RSA key, and takes the password encrypted
 * with what the challenge holds. The password itself never crosses the wire.
 */
final class Activation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    /** A block of AES, and how many characters of the challenge stand in front of the password. */
    private static final int BLOCK = 16;

    private static final String XML = "application/xml";
    private static final String JSON = "application/json";
    private static final String SPACE = " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\"";

    private final KeyPair keys;

    private Activation(KeyPair keys) {
        this.keys = keys;
    }

    /** The two ways that are known; which one a camera speaks is what {@code supportVersion} says. */
    enum Form {
        /** Firmware before 5.7: RSA of 1024 bits, AES-128-ECB. */
        LEGACY(1024),
        /** Since 5.7: RSA of exactly 3072 bits, AES-CBC. */
        V3(3072);

        private final int bits;

        Form(int bits) {
            this.bits = bits;
        }
    }

    /** The first of all changes: nothing else can be asked before. */
    static CameraChange change(String camera, Form form) {
        return new CameraChange(
                camera,
                "activation",
                "it is activated; its administrator's password is made here and kept, 0600: *****",
                List.of("by the " + (form == Form.V3 ? "V3" : "legacy") + " challenge"),
                List.of(),
                false);
    }

    static Activation with(Form form) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(form.bits);
            return new Activation(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /**
     * Gives a fresh one its first password, and sees that it has one.
     *
     * @throws ProblemException {@code CAM-NOT-ACTIVATED}
     */
    static void run(Form form, CameraPlace place, Secret password) throws IOException {
        var activation = with(form);
        try (var fetch = place.open(Optional.empty())) {
            var answer = switch (form) {
                case LEGACY -> activation.legacy(place, fetch, password);
                case V3 -> activation.v3(place, fetch, password);
            };
            var status = Xml.of(fetch.get(SetupLook.STATUS).body());
            if (!status.says("Activated", "true")) {
                throw failed(place, "it answers " + words(answer) + ", and says that it has no password yet");
            }
        } catch (GeneralSecurityException nonsense) {
            throw failed(place, "its challenge cannot be read: " + nonsense.getMessage());
        }
    }

    private Reply legacy(CameraPlace place, Fetch fetch, Secret password) throws IOException, GeneralSecurityException {
        var asked = fetch.send(
                "POST",
                "/ISAPI/Security/challenge",
                XML,
                "<PublicKey" + SPACE + "><key>" + publicKey() + "</key></PublicKey>");
        var challenge = challenge(place, asked, Xml.of(asked.body()).element("key"));
        return fetch.send(
                "PUT",
                "/ISAPI/System/activate",
                XML,
                "<ActivateInfo" + SPACE + "><password>" + legacy(opened(challenge), password)
                        + "</password></ActivateInfo>");
    }

    private Reply v3(CameraPlace place, Fetch fetch, Secret password) throws IOException, GeneralSecurityException {
        var asked = fetch.send(
                "POST",
                "/ISAPI/System/activate/GetChallengeV3?format=json",
                JSON,
                Json.line(Json.object("publicKey", publicKey())));
        var challenge = challenge(place, asked, member(asked.body(), "challenge"));
        var iv = iv();
        return fetch.send(
                "POST",
                "/ISAPI/System/activate/StartActivateV3?format=json",
                JSON,
                Json.line(Json.object("password", v3(opened(challenge), password, iv), "iv", HEX.formatHex(iv))));
    }

    private static String challenge(CameraPlace place, Reply asked, Optional<String> challenge) {
        return challenge
                .filter(_ -> asked.status() == 200)
                .orElseThrow(() -> failed(place, "asked for a challenge, it answers " + words(asked)));
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

    private static ProblemException failed(CameraPlace place, String because) {
        return new ProblemException(place.problems().notActivated(because));
    }

    /** Our public key as it is sent: the modulus in hexadecimal digits, in Base64. */
    String publicKey() {
        return base64(((RSAPublicKey) keys.getPublic()).getModulus().toString(16));
    }

    /**
     * What the camera's challenge holds.
     *
     * @throws GeneralSecurityException where it was not encrypted for us, or is none
     */
    @SuppressWarnings("InsecureCryptoUsage") // the camera's own choice
    String opened(String challenge) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
        var plain = new String(cipher.doFinal(unhex(challenge)), StandardCharsets.US_ASCII);
        if (!plain.matches("[0-9a-fA-F]{32}([0-9a-fA-F]{16}){0,2}")) {
            throw new GeneralSecurityException("the challenge holds no key of AES");
        }
        return plain;
    }

    private static byte[] unhex(String challenge) throws GeneralSecurityException {
        try {
            var hex = new String(Base64.getDecoder().decode(challenge.strip()), StandardCharsets.US_ASCII).strip();
            return HEX.parseHex(hex);
        } catch (IllegalArgumentException nonsense) {
            throw new GeneralSecurityException("the challenge is no hexadecimal text in Base64", nonsense);
        }
    }

    /** The password as the old form wants it. */
    @SuppressWarnings("InsecureCryptoUsage") // the camera's own choice
    static String legacy(String opened, Secret password) throws GeneralSecurityException {
        var plain = behindHead(opened, password);
        // two blocks at least, of which the first is random, under a key that is used once
        int blocks = Math.max(2, (plain.length + BLOCK - 1) / BLOCK);
        var cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key(opened));
        return base64(HEX.formatHex(cipher.doFinal(Arrays.copyOf(plain, BLOCK * blocks))));
    }

    /**
     * The password as the new form wants it.
     *
     * @param iv of 16 bytes
     */
    static String v3(String opened, Secret password, byte[] iv) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key(opened), new IvParameterSpec(iv));
        return base64(HEX.formatHex(cipher.doFinal(behindHead(opened, password))));
    }

    private static byte[] behindHead(String opened, Secret password) {
        return (opened.substring(0, BLOCK) + password.reveal()).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] iv() {
        var bytes = new byte[BLOCK];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static SecretKeySpec key(String opened) {
        return new SecretKeySpec(HEX.parseHex(opened), "AES");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
