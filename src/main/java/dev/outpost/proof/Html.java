package dev.outpost.proof;

import dev.outpost.camera.CameraTarget;
import dev.outpost.step.Resource;
import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page that needs nothing but itself: no file from elsewhere, and no script but its own, which it does without where none may run. */
final class Html {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Html() {}

    /** Text as it may stand in a page; what devices say is only ever text. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A moment in UTC; the page's script tells it in the reader's own time. */
    static String time(Instant at) {
        return "<time datetime=\"" + at + "\">" + DAY.format(at) + "</time>";
    }

    /** A whole page with its style inside. */
    static String page(String title, String body) {
        var script = file("page.js");
        return part("page", sha256(script), text(title), file("report.css"), body, script);
    }

    /** Where one camera's streams and pages are. */
    static String links(CameraTarget camera) {
        return part(
                "links",
                text(camera.rtspSmall()),
                breakable(camera.rtspSmall()),
                text(camera.rtsp()),
                breakable(camera.rtsp()),
                text(camera.web()),
                breakable(camera.web()));
    }

    /** Text with addresses in it, each of which may end its line behind a slash. */
    static String sentence(String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(word -> word.contains("://") ? breakable(word) : text(word))
                .collect(Collectors.joining(" "));
    }

    /** An address that ends its line behind a slash, never within a word. */
    private static String breakable(String address) {
        return text(address).replaceAll("(?<=[^:/])/(?=[^/])", "/<wbr>");
    }

    /** A part of a page from the file of this name, filled in with what is escaped already. */
    static String part(String name, Object... values) {
        return file(name + ".html").formatted(values);
    }

    private static String file(String name) {
        return Resource.text("/dev/outpost/proof/" + name);
    }

    /** By which a browser knows the one script that may run. */
    private static String sha256(String script) {
        return Base64.getEncoder().encodeToString(Hash.of("SHA-256", script.getBytes(StandardCharsets.UTF_8)));
    }
}
