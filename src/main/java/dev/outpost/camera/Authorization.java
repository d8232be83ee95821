package dev.outpost.camera;

import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
        return HexFormat.of().formatHex(Hash.of(challenge.hash(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * One {@code WWW-Authenticate} line.
     *
     * @param scheme in lower case: digest or basic
     * @param parameters names in lower case
     */
    record Challenge(String scheme, Map<String, String> parameters) {
        private static final String SESSION = "-SESS";

        private static final Pattern PARAMETER =
                Pattern.compile("([A-Za-z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

        /** What a request may be protected by (RFC 7616, qop); its text is signed with it in the second. */
        private static final List<String> PROTECTIONS = List.of("auth", "auth-int");

        /** The strongest that we can answer: digest with SHA-256, then with MD5, then basic. */
        static Optional<Challenge> strongest(List<String> headers) {
            return headers.stream()
                    .map(Challenge::parse)
                    .filter(challenge -> challenge.rank() > 0)
                    .max(Comparator.comparingInt(Challenge::rank));
        }

        static Challenge parse(String header) {
            var words = header.strip().split("\\s+", 2);
            var parameters = new LinkedHashMap<String, String>();
            var matcher = PARAMETER.matcher(words.length > 1 ? words[1] : "");
            while (matcher.find()) {
                var value = matcher.group(2) == null
                        ? matcher.group(3)
                        : matcher.group(2).replaceAll("\\\\(.)", "$1");
                parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
            }
            return new Challenge(words[0].toLowerCase(Locale.ROOT), parameters);
        }

        String get(String name) {
            return parameters.getOrDefault(name, "");
        }

        /** RFC 7616 and the cameras that still speak RFC 2069: no algorithm means MD5. */
        String algorithm() {
            return parameters.getOrDefault("algorithm", "MD5");
        }

        /** The camera only wants a fresh nonce: the password was right. */
        boolean isStale() {
            return get("stale").equalsIgnoreCase("true");
        }

        /** The password would cross the wire as it is. */
        boolean isReadable() {
            return scheme.equals("basic");
        }

        /** The weakest of those offered that we speak, for the least trouble; empty where RFC 2069 is meant, which knows none. */
        Optional<String> protection() {
            var offered = Arrays.stream(get("qop").split(","))
                    .map(word -> word.strip().toLowerCase(Locale.ROOT))
                    .toList();
            return PROTECTIONS.stream().filter(offered::contains).findFirst();
        }

        /** Whether the key is bound to the two nonces (RFC 7616, section 3.4.2: "-sess"). */
        boolean isOfSession() {
            return algorithm().toUpperCase(Locale.ROOT).endsWith(SESSION);
        }

        /** The hash alone, as the JDK calls it. */
        String hash() {
            var name = algorithm().toUpperCase(Locale.ROOT);
            return isOfSession() ? name.substring(0, name.length() - SESSION.length()) : name;
        }

        /** "digest MD5 auth-int", in printable characters. */
        String words() {
            var words = scheme + (scheme.equals("digest") ? " " + algorithm() + " " + get("qop") : "");
            return Reply.printable(words.strip());
        }

        private int rank() {
            return switch (scheme) {
                case "basic" -> 1;
                case "digest" -> digestRank();
                default -> 0;
            };
        }

        private int digestRank() {
            var isKnown = get("qop").isEmpty() ? !isOfSession() : protection().isPresent();
            if (!isKnown) {
                return 0;
            }
            return switch (hash()) {
                case "SHA-256" -> 3;
                case "MD5" -> 2;
                default -> 0;
            };
        }
    }
}
