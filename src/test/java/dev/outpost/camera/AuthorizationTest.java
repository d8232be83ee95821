package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

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
                new Authorization(challenge, login, "0a4f113b").response("GET", "/dir/index.html", 1));
    }

    @Test
    void answersTheExamplesOfRfc7616() {
        assertEquals("8ca523f5e9506fed4657c9700eebdbec", rfc7616("MD5"));
        assertEquals("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", rfc7616("SHA-256"));
    }

    /** RFC 2069's form with the values of RFC 2617's example: MD5(A1:nonce:A2), computed with md5sum. */
    @Test
    void answersCamerasThatKnowNoQualityOfProtection() {
        var challenge =
                Challenge.parse("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
        var authorization = new Authorization(challenge, new Login("Mufasa", Secret.of("Circle Of Life")), "unused");

        assertEquals("670fd8c2df070c60b045671b8b24ff02", authorization.response("GET", "/dir/index.html", 1));
        assertTrue(!authorization.header("GET", "/dir/index.html", 1).contains("cnonce"));
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
                .header("GET", "/", 1)
                .contains("realm=\"a \\\"b\\\"\""));
    }

    /** RFC 7616 section 3.9.1. */
    private static String rfc7616(String algorithm) {
        var challenge = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        var login = new Login("Mufasa", Secret.of("Circle of Life"));
        return new Authorization(Challenge.parse(challenge), login, NONCE_OF_7616)
                .response("GET", "/dir/index.html", 1);
    }
}
