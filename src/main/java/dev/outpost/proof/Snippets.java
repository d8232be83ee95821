package dev.outpost.proof;

import dev.outpost.shell.Secret;
import dev.outpost.text.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What to paste where a site's cameras shall be seen.
 *
 * @param streams one for each camera
 */
public record Snippets(List<ShownStream> streams) {
    public Snippets {
        streams = List.copyOf(streams);
    }

    /** Programs that something can be pasted into. */
    public enum Program implements Word {
        /** Frigate 0.14 and up; it puts variables that begin with FRIGATE_ in place of braces. */
        FRIGATE("Frigate's config.yml", "our YAML reader alone"),
        /** go2rtc 1.9 and up; it puts variables of its environment in place of {@code ${...}}. */
        GO2RTC("go2rtc.yaml", "our YAML reader alone"),
        /** Home Assistant's ffmpeg platform. */
        HOMEASSISTANT("Home Assistant's configuration.yaml and secrets.yaml", "our YAML reader alone"),
        /** A playlist. */
        VLC("a file that ends with .m3u", "nobody"),
        SSH("~/.ssh/config", "ssh -G"),
        WIREGUARD("WireGuard", "wg-quick strip");

        private final String where;
        private final String checkedBy;

        Program(String where, String checkedBy) {
            this.where = where;
            this.checkedBy = checkedBy;
        }

        /** Where it belongs. */
        public String where() {
            return where;
        }

        /** Which program read such a text in this version's tests. */
        public String checkedBy() {
            return checkedBy;
        }

        /** For people. */
        String checked() {
            return this == SSH || this == WIREGUARD
                    ? "form checked with " + checkedBy
                    : "not checked by the program itself" + (this == VLC ? "" : ", only as YAML");
        }
    }

    /** For a program that plays streams. */
    public String of(Program program) {
        return head(program)
                + switch (program) {
                    case FRIGATE -> frigate();
                    case GO2RTC -> go2rtc();
                    case HOMEASSISTANT -> homeAssistant();
                    case VLC -> each(Snippets::vlc);
                    case SSH, WIREGUARD -> throw new IllegalArgumentException(program + " plays nothing");
                };
    }

    private String head(Program program) {
        var first = program == Program.VLC ? "#EXTM3U\n" : "";
        return first + "# For " + program.where() + "; " + program.checked() + ".\n"
                + each(stream -> "# " + stream.evidence() + "\n")
                + "# The small stream is used: what is watched or recorded all day is paid for by the SIM.\n";
    }

    private String each(Function<ShownStream, String> text) {
        return streams.stream().map(text).collect(Collectors.joining());
    }

    private String frigate() {
        return variables("FRIGATE_") + "cameras:\n"
                + each(stream -> """
                          %s:
                            ffmpeg:
                              inputs:
                                # full stream: %s
                                - path: "%s"
                                  input_args: preset-rtsp-generic
                                  roles: [detect, record]
                        """.formatted(
                                stream.name(),
                                stream.bare(stream.main()),
                                stream.url(stream.small(), "{FRIGATE_" + stream.variable() + "}")));
    }

    private String go2rtc() {
        return variables("") + "streams:\n"
                + each(stream -> """
                          %s:
                            - "%s"
                          %s-full:
                            - "%s"
                        """.formatted(
                                stream.name(),
                                stream.url(stream.small(), "${" + stream.variable() + "}"),
                                stream.name(),
                                stream.url(stream.main(), "${" + stream.variable() + "}")));
    }

    private String homeAssistant() {
        return "# --- configuration.yaml\ncamera:\n"
                + each(stream -> """
                          - platform: ffmpeg
                            name: "%s %s"
                            input: !secret %s_stream
                        """.formatted(stream.site(), stream.camera(), stream.word()))
                + "# --- secrets.yaml: put the password in place of PASSWORD, with %40 for @ and %3A for :\n"
                + each(stream -> "%s_stream: \"-rtsp_transport tcp -i %s\"\n"
                        .formatted(stream.word(), stream.url(stream.small(), "PASSWORD")));
    }

    private static String vlc(ShownStream stream) {
        var login = stream.user()
                .map(user -> "#EXTVLCOPT:rtsp-user=" + user + "\n"
                        + stream.password()
                                .map(secret -> "#EXTVLCOPT:rtsp-pwd=" + secret.reveal() + "\n")
                                .orElse(""))
                .orElse("");
        return entry(stream, "", stream.small(), login) + entry(stream, ", full stream", stream.main(), login);
    }

    private static String entry(ShownStream stream, String which, String path, String login) {
        return "#EXTINF:-1," + stream.site() + " " + stream.camera() + which + "\n#EXTVLCOPT:rtsp-tcp\n" + login
                + stream.bare(path) + "\n";
    }

    /** Where the passwords come from, if they do not stand here. */
    private String variables(String prefix) {
        return streams.stream()
                .filter(stream -> stream.user().isPresent() && stream.password().isEmpty())
                .map(stream -> "# its environment: " + prefix + stream.variable()
                        + "=...   with %40 for @ and %3A for : in it\n")
                .collect(Collectors.joining());
    }

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
                            + password.map(Secret::reveal)
                                    .map(ShownStream::encoded)
                                    .orElse(placeholder) + "@")
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
                                    Locale.ROOT,
                                    "; its full stream takes %d kbit/s, %.1f GB a day",
                                    rate,
                                    rate * 0.0108))
                            .orElse("");
        }
    }
}
