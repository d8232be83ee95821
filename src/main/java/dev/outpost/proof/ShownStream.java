package dev.outpost.proof;

import dev.outpost.shell.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One camera as another program shall know it.
 *
 * @param site whose it is
 * @param host its address in the tunnel, with its RTSP port where that is not 554
 * @param main path of its full stream
 * @param small path of the one for a thin line
 * @param user its login; empty where it needs none
 * @param password only where a file is written that nobody else may read
 * @param seen when it was last proven under these paths; empty: they are from tables
 * @param kilobits a second of the full stream, where it was played
 */
public record ShownStream(
        String site,
        String camera,
        String host,
        String main,
        String small,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Instant> seen,
        Optional<Long> kilobits) {

    /** "barn-1-yard". */
    String name() {
        return site + "-" + camera;
    }

    /** "barn_1_yard": a word of any language. */
    String word() {
        return name().replace('-', '_');
    }

    /** An environment variable for its password. */
    String variable() {
        return word().toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    /** @param placeholder what stands for the password where it is not written down */
    String url(String path, String placeholder) {
        var login = user.map(name -> encoded(name) + ":"
                        + password.map(Secret::reveal).map(ShownStream::encoded).orElse(placeholder) + "@")
                .orElse("");
        return "rtsp://" + login + host + path;
    }

    /** Without a login, for whoever asks for it himself. */
    String bare(String path) {
        return "rtsp://" + host + path;
    }

    /** RFC 3986, 3.2.1: what is no unreserved character is written by its number. */
    private static String encoded(String word) {
        var text = new StringBuilder();
        for (var octet : word.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                text.append(character);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return text.toString();
    }

    /** "yard: seen on ... under these addresses". */
    String evidence() {
        return camera
                + seen.map(at -> ": proven on " + at + " under these addresses")
                        .orElse(": addresses from tables, nobody has proven them here yet")
                + kilobits.map(rate -> String.format(
                                Locale.ROOT, "; its full stream takes %d kbit/s, %.1f GB a day", rate, rate * 0.0108))
                        .orElse("");
    }
}
