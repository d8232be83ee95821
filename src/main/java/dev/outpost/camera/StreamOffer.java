package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The video of a stream's description (RFC 8866).
 *
 * @param codec as it is named, "H264"; empty where it is not
 * @param type of its packets
 * @param rate of its clock, a second
 * @param control where it is asked for, relative or whole; empty: at the stream's own address
 * @param parameters what it says of its pictures in front of them
 */
record StreamOffer(String codec, int type, int rate, String control, List<byte[]> parameters) {
    private static final Pattern MEDIA = Pattern.compile("m=video \\d+ [A-Z/]+ (\\d{1,3})(?: .*)?");

    /** RFC 8866, section 6.6. */
    private static final Pattern CODEC = Pattern.compile("a=rtpmap:(\\d{1,3}) ([A-Za-z0-9.-]{1,32})/(\\d{1,6}).*");

    /** It goes into a request: no blank, nothing that ends a line. */
    private static final Pattern CONTROL = Pattern.compile("a=control:([\\x21-\\x7e]{1,300})");

    private static final Pattern PARAMETERS = Pattern.compile("sprop-(?:parameter-sets|sps)=([A-Za-z0-9+/=,]{1,2000})");

    private static final int USUAL_RATE = 90_000;

    StreamOffer {
        parameters = List.copyOf(parameters);
    }

    /** The first video of a description; empty where there is none. */
    static Optional<StreamOffer> first(byte[] sdp) {
        var lines = lines(sdp).dropWhile(line -> !MEDIA.matcher(line).matches()).toList();
        return lines.stream()
                .findFirst()
                .map(MEDIA::matcher)
                .filter(Matcher::matches)
                .map(media -> of(
                        Integer.parseInt(media.group(1)),
                        lines.stream()
                                .skip(1)
                                .takeWhile(line -> !line.startsWith("m="))
                                .toList()));
    }

    private static StreamOffer of(int type, List<String> section) {
        var codec = "";
        int rate = USUAL_RATE;
        var control = "";
        var parameters = new ArrayList<byte[]>();
        for (var line : section) {
            var map = CODEC.matcher(line);
            if (map.matches() && Integer.parseInt(map.group(1)) == type) {
                codec = map.group(2);
                rate = Math.max(1, Integer.parseInt(map.group(3)));
            }
            var place = CONTROL.matcher(line);
            if (place.matches()) {
                control = place.group(1);
            }
            var sets = PARAMETERS.matcher(line);
            while (line.startsWith("a=fmtp:") && sets.find()) {
                Arrays.stream(sets.group(1).split(","))
                        .flatMap(StreamOffer::decoded)
                        .forEach(parameters::add);
            }
        }
        return new StreamOffer(codec, type, rate, control, parameters);
    }

    private static Stream<byte[]> decoded(String base64) {
        try {
            return Stream.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException nonsense) {
            return Stream.empty();
        }
    }

    /** Whether a key frame can be told from the rest. */
    boolean isKnown() {
        return VideoCodec.named(codec).isPresent();
    }

    /** For people: "video, audio (H264, PCMU)" where it says so. */
    static String words(byte[] sdp) {
        var kinds = lines(sdp)
                .filter(line -> line.startsWith("m="))
                .map(line -> line.substring(2).split(" ")[0])
                .filter(kind -> kind.matches("[a-z]+"))
                .toList();
        var codecs = lines(sdp)
                .map(CODEC::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(2))
                .toList();
        return (kinds.isEmpty() ? "no media" : String.join(", ", kinds))
                + (codecs.isEmpty() ? "" : " (" + String.join(", ", codecs) + ")");
    }

    private static Stream<String> lines(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .limit(500);
    }

    /**
     * The address to set it up at (RFC 2326, C.1.1).
     *
     * @param base the description's own: its Content-Base, or the address that was asked
     */
    String address(String base) {
        if (control.isEmpty() || control.equals("*")) {
            return base;
        }
        if (control.toLowerCase(Locale.ROOT).startsWith("rtsp://")) {
            return control;
        }
        return base + (base.endsWith("/") ? "" : "/") + control;
    }
}
