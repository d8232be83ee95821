package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A stream's description (RFC 8866), for people. */
final class Sdp {
    private static final Pattern CODEC = Pattern.compile("a=rtpmap:\\d+ ([A-Za-z0-9.-]+)/.*");

    private Sdp() {}

    /** "video (H264)" where it says so. */
    static String words(byte[] body) {
        var lines = new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        var kinds = lines.stream()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.substring(2).split(" ")[0])
                .filter(kind -> kind.matches("[a-z]+"))
                .toList();
        var codecs = lines.stream()
                .map(CODEC::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.joining(", "));
        return (kinds.isEmpty() ? "no media" : String.join(", ", kinds))
                + (codecs.isEmpty() ? "" : " (" + codecs + ")");
    }
}
