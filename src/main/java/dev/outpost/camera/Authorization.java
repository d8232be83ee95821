package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Answers a {@link Challenge}: RFC 7616 (digest, MD5 and SHA-256, each for one session too), its forerunner RFC 2069, or basic. */
final class Authorization {
    private final Challenge challenge;
    private final Login login;
    private final String clientNonce;

    /**
     * @param clientNonce fresh random text, one for each challenge
     */
    Authorization(Challenge challenge, Login login, String clientNonce) {
        this.challenge = challenge;
        this.login = login;
        this.clientNonce = clientNonce;
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @param body of the request; empty where there is none
     * @param count how many requests have used this nonce, from 1
     */
    String header(String method, String uri, String body, int count) {
        if (challenge.scheme().equals("basic")) {
            var pair = login.user() + ":" + login.password().reveal();
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        var text = new StringBuilder("Digest username=" + quoted(login.user()));
        text.append(", realm=").append(quoted(challenge.get("realm")));
        text.append(", nonce=").append(quoted(challenge.get("nonce")));
        text.append(", uri=").append(quoted(uri));
        text.append(", response=\"").append(response(method, uri, body, count)).append('"');
        if (challenge.parameters().containsKey("algorithm")) {
            text.append(", algorithm=").append(challenge.algorithm());
        }
        if (challenge.parameters().containsKey("opaque")) {
            text.append(", opaque=").append(quoted(challenge.get("opaque")));
        }
        challenge
                .protection()
                .ifPresent(qop -> text.append(", qop=" + qop + ", nc=%08x, cnonce=".formatted(count))
                        .append(quoted(clientNonce)));
        return text.toString();
    }

    String response(String method, String uri, String body, int count) {
        var nonce = challenge.get("nonce");
        return challenge
                .protection()
                .map(qop -> hash(who() + ":" + nonce + ":%08x:".formatted(count) + clientNonce + ":" + qop + ":"
                        + what(method, uri, body, qop)))
                .orElseGet(() -> hash(who() + ":" + nonce + ":" + what(method, uri, body, "")));
    }

    private String who() {
        var plain = hash(login.user() + ":" + challenge.get("realm") + ":"
                + login.password().reveal());
        return challenge.isOfSession() ? hash(plain + ":" + challenge.get("nonce") + ":" + clientNonce) : plain;
    }

    /** With {@code auth-int} the hash of the body is signed too, of nothing where there is none. */
    private String what(String method, String uri, String body, String qop) {
        return hash(method + ":" + uri + (qop.equals("auth-int") ? ":" + hash(body) : ""));
    }

    private String hash(String text) {
        var name = challenge.hash();
        try {
            var digest = MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
