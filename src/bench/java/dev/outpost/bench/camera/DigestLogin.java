package dev.outpost.bench.camera;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Who may look: digest access (RFC 2617) with MD5, as cameras of this family ask for it. */
final class DigestLogin {

    /** After so many wrong answers in a row the account is shut, also for the right password. (Family's web page: 7.) */
    private static final int WRONG_BEFORE_SHUT = 7;

    private static final Pattern FIELD = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))");

    private final String realm;
    private final String username;
    private volatile String password;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger inARow = new AtomicInteger();

    DigestLogin(String realm, String username, String password) {
        this.realm = realm;
        this.username = username;
        this.password = password;
    }

    void password(String changed) {
        password = changed;
    }

    /** Wrong answers so far; asking without any answer is not one. */
    int failures() {
        return failures.get();
    }

    boolean isShut() {
        return inARow.get() >= WRONG_BEFORE_SHUT;
    }

    /** The value of WWW-Authenticate, with a nonce of its own. */
    String challenge(boolean withQop) {
        var nonce = UUID.randomUUID().toString().replace("-", "");
        nonces.add(nonce);
        return "Digest " + (withQop ? "qop=\"auth\", " : "") + "realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", stale=\"FALSE\"";
    }

    /** Whether a request proves that its sender knows the password. */
    boolean admits(TextRequest request) {
        var header = request.header("authorization");
        if (header.isEmpty()) {
            return false;
        }
        var right = !isShut() && header.get().startsWith("Digest ") && isRight(request.method(), fields(header.get()));
        if (right) {
            inARow.set(0);
        } else {
            failures.incrementAndGet();
            inARow.incrementAndGet();
        }
        return right;
    }

    private boolean isRight(String method, Map<String, String> given) {
        var nonce = given.getOrDefault("nonce", "");
        var start = md5(username + ":" + realm + ":" + password);
        var end = md5(method + ":" + given.getOrDefault("uri", ""));
        var middle = given.containsKey("qop")
                ? nonce + ":" + given.get("nc") + ":" + given.get("cnonce") + ":" + given.get("qop")
                : nonce;
        return nonces.contains(nonce)
                && username.equals(given.get("username"))
                && md5(start + ":" + middle + ":" + end).equals(given.get("response"));
    }

    private static Map<String, String> fields(String header) {
        var fields = new HashMap<String, String>();
        var found = FIELD.matcher(header);
        while (found.find()) {
            fields.put(found.group(1), found.group(2) == null ? found.group(3) : found.group(2));
        }
        return fields;
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no MD5", missing);
        }
    }
}
