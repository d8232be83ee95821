package dev.outpost.camera;

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
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

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

    private int rank() {
        if (scheme.equals("basic")) {
            return 1;
        }
        if (!scheme.equals("digest")) {
            return 0;
        }
        return switch (algorithm().toUpperCase(Locale.ROOT)) {
            case "SHA-256" -> 3;
            case "MD5" -> 2;
            default -> 0;
        };
    }
}
