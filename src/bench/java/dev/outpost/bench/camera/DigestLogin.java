package dev.outpost.bench.camera;

import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Who may look: digest access (RFC 2617) with MD5, as cameras of this family ask for it, or another form that somebody chose. */
public final class DigestLogin {

    /** After so many wrong answers in a row the account is shut, also for the right password. (Family's web page: 7.) */
    private static final int WRONG_BEFORE_SHUT = 7;

    /** How long, in seconds. (Family's web page: half an hour.) */
    private static final int SHUT_FOR = 1_800;

    private static final Pattern FIELD = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))");

    private final String realm;
    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private volatile int wrongBeforeShut = WRONG_BEFORE_SHUT;
    private volatile Optional<Form> asked = Optional.empty();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger inARow = new AtomicInteger();

    DigestLogin(String realm, String username, String password) {
        this.realm = realm;
        accounts.put(username, password);
    }

    public void adds(String user, String password) {
        accounts.put(user, password);
    }

    void forgetsAll() {
        accounts.clear();
    }

    /** It shuts for everybody after so many wrong passwords. */
    public void shutsAfter(int wrong) {
        wrongBeforeShut = wrong;
    }

    static String user(TextRequest request) {
        return fields(request.header("authorization").orElse("")).getOrDefault("username", "");
    }

    /** Wrong answers so far; asking without any answer is not one. */
    public int failures() {
        return failures.get();
    }

    /** How often somebody sent a name and a proof of the password, right or wrong. */
    public int logins() {
        return logins.get();
    }

    boolean isShut() {
        return inARow.get() >= wrongBeforeShut;
    }

    /** Asks in another form from now on. */
    public void asks(Form other) {
        asked = Optional.of(other);
    }

    /** The value of WWW-Authenticate, with a nonce of its own. */
    String challenge(boolean withQop) {
        var nonce = UUID.randomUUID().toString().replace("-", "");
        nonces.add(nonce);
        return asked.map(form -> form.challenge(realm, nonce))
                .orElseGet(() -> "Digest " + (withQop ? "qop=\"auth\", " : "") + "realm=\"" + realm + "\", nonce=\""
                        + nonce + "\", stale=\"FALSE\"");
    }

    byte[] refusal() {
        var tries = Math.max(0, wrongBeforeShut - inARow.get());
        var lock = isShut() ? "lock" : "unlock";
        var seconds = isShut() ? SHUT_FOR : 0;
        var text = Answer.text("ISAPI.refusal", Map.of("lock", lock, "seconds", seconds, "tries", tries));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a request proves that its sender knows the password. */
    boolean admits(TextRequest request) {
        var header = request.header("authorization");
        if (header.isEmpty()) {
            return false;
        }
        logins.incrementAndGet();
        var right = !isShut() && proves(request.method(), request.body(), header.get());
        if (right) {
            inARow.set(0);
        } else {
            failures.incrementAndGet();
            inARow.incrementAndGet();
        }
        return right;
    }

    private boolean proves(String method, String body, String header) {
        if (asked.filter(Form::isBasic).isPresent()) {
            return accounts.entrySet().stream()
                    .map(account -> account.getKey() + ":" + account.getValue())
                    .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .anyMatch(pair -> header.equals("Basic " + pair));
        }
        return header.startsWith("Digest ") && isRight(method, body, fields(header));
    }

    private boolean isRight(String method, String body, Map<String, String> given) {
        var user = given.getOrDefault("username", "");
        var nonce = given.getOrDefault("nonce", "");
        var hash = asked.map(Form::hash).orElse("MD5");
        var start = hex(hash, user + ":" + realm + ":" + accounts.getOrDefault(user, ""));
        if (asked.filter(Form::isOfSession).isPresent()) {
            start = hex(hash, start + ":" + nonce + ":" + given.get("cnonce"));
        }
        var qop = given.getOrDefault("qop", "");
        var end = hex(
                hash,
                method + ":" + given.getOrDefault("uri", "") + (qop.equals("auth-int") ? ":" + hex(hash, body) : ""));
        var middle = qop.isEmpty() ? nonce : nonce + ":" + given.get("nc") + ":" + given.get("cnonce") + ":" + qop;
        return nonces.contains(nonce)
                && asked.map(Form::qop).orElse(qop).equals(qop)
                && accounts.containsKey(user)
                && hex(hash, start + ":" + middle + ":" + end).equals(given.get("response"));
    }

    private static Map<String, String> fields(String header) {
        var fields = new HashMap<String, String>();
        var found = FIELD.matcher(header);
        while (found.find()) {
            fields.put(found.group(1), found.group(2) == null ? found.group(3) : found.group(2));
        }
        return fields;
    }

    static String hex(String hash, String text) {
        return HexFormat.of().formatHex(Hash.of(hash, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A form of login that a camera may ask for besides its usual one (RFC 7616, RFC 7617).
     *
     * @param algorithm "SHA-256-sess", or "basic" for a readable password
     * @param qop "auth", "auth-int" or nothing
     */
    public record Form(String algorithm, String qop) {
        private static final String SESSION = "-sess";

        boolean isBasic() {
            return algorithm.equals("basic");
        }

        boolean isOfSession() {
            return algorithm.endsWith(SESSION);
        }

        String hash() {
            return algorithm.replace(SESSION, "");
        }

        String challenge(String realm, String nonce) {
            if (isBasic()) {
                return "Basic realm=\"" + realm + "\"";
            }
            return "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                    + (qop.isEmpty() ? "" : ", qop=\"" + qop + "\"");
        }
    }
}
