package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.Authorization.Challenge;
import dev.outpost.shell.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the standards themselves. */
class AuthorizationTest {
    private static final String NONCE_OF_7616 = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    @Test
    void answersTheExampleOfRfc2617() {
        var challenge = Challenge.parse("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
        var login = new Login("Mufasa", Secret.of("Circle Of Life"));

        assertEquals(
                "6629fae49393a05397450978507c4ef1",
                new Authorization(challenge, login, "0a4f113b").response("GET", "/dir/index.html", "", 1));
    }

    @Test
    void answersTheExamplesOfRfc7616() {
        assertEquals("8ca523f5e9506fed4657c9700eebdbec", rfc7616("MD5"));
        assertEquals("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", rfc7616("SHA-256"));
    }

    /** The values of RFC 7616's example; the answers computed with Python's hashlib, which also agrees with the two above. */
    @ParameterizedTest
    @CsvSource({
        "MD5, auth-int, 8804a53d3640a40a4f73cea12c5ba451",
        "MD5-sess, auth, e783283f46242139c486a698fec7211d",
        "MD5-sess, auth-int, 200cda1c37eb927016d1f97f2c0f04f6",
        "SHA-256, auth-int, 8bdf6f15638e260831e905028de5450562816d093c9bfc5c13d3a46adcdde940",
        "SHA-256-sess, auth, 2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
        "SHA-256-sess, auth-int, 3c19fbb1d58d0c5baff1a2ef49d847b5d0dfd7e3252b355d978d3af7d895912b",
    })
    void bindsTheKeyToTheSessionAndSignsTheText(String algorithm, String qop, String response) {
        assertEquals(response, rfc7616(algorithm, qop));
    }

    /** Nothing of the login is sent where its form is not known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=x, nonce=1, algorithm=SHA-512-256, qop=\"auth\"",
                "Digest realm=x, nonce=1, algorithm=MD5, qop=\"auth-conf\"",
                "Digest realm=x, nonce=1, algorithm=MD5-sess",
                "Digest realm=x, nonce=1, algorithm=\"\"",
                "Bearer realm=x",
                "NTLM",
                ""
            })
    void knowsWhatItDoesNotKnow(String challenge) {
        assertTrue(Challenge.strongest(List.of(challenge)).isEmpty());
    }

    /** RFC 2069's form with the values of RFC 2617's example: MD5(A1:nonce:A2), computed with md5sum. */
    @Test
    void answersCamerasThatKnowNoQualityOfProtection() {
        var challenge =
                Challenge.parse("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
        var authorization = new Authorization(challenge, new Login("Mufasa", Secret.of("Circle Of Life")), "unused");

        assertEquals("670fd8c2df070c60b045671b8b24ff02", authorization.response("GET", "/dir/index.html", "", 1));
        assertTrue(!authorization.header("GET", "/dir/index.html", "", 1).contains("cnonce"));
    }

    @Test
    void takesTheStrongestChallengeAndNeverAnUnknownOne() {
        var offered = List.of(
                "Basic realm=\"cam\"",
                "Digest realm=\"cam\", nonce=\"1\"",
                "Digest realm=\"cam\", nonce=\"2\", algorithm=SHA-256",
                "Digest realm=\"cam\", nonce=\"3\", algorithm=SHA-512-256",
                "Negotiate");

        assertEquals("2", Challenge.strongest(offered).orElseThrow().get("nonce"));
        assertTrue(Challenge.strongest(List.of("Negotiate", "")).isEmpty());
    }

    @Test
    void quotesWhatItSendsBack() {
        var challenge = Challenge.parse("Digest realm=\"a \\\"b\\\"\", nonce=\"n\"");

        assertTrue(new Authorization(challenge, new Login("u", Secret.of("p")), "c")
                .header("GET", "/", "", 1)
                .contains("realm=\"a \\\"b\\\"\""));
    }

    /** RFC 7616 section 3.9.1. */
    private static String rfc7616(String algorithm) {
        return rfc7616(algorithm, "auth, auth-int");
    }

    private static String rfc7616(String algorithm, String qop) {
        var challenge = "Digest realm=\"http-auth@example.org\", qop=\"" + qop + "\", algorithm=" + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        var login = new Login("Mufasa", Secret.of("Circle of Life"));
        return new Authorization(Challenge.parse(challenge), login, NONCE_OF_7616)
                .response("GET", "/dir/index.html", "", 1);
    }
}
