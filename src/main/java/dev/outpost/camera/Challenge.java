package dev.outpost.camera;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
