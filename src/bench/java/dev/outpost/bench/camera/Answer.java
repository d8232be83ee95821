package dev.outpost.bench.camera;

import dev.outpost.bench.host.ImageFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a camera's web server answers; the texts are in {@code answers.txt}. */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one answer
record Answer(String status, String type, byte[] body) {
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+[-0-9 ]*)}");
    private static final Map<String, String> ALL = read();

    static Answer xml(String status, String body) {
        return new Answer(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer status(int code, String word, String subCode) {
        var ok = code == 1 || code == 7;
        return xml(
                ok ? "200 OK" : code == 4 ? "403 Forbidden" : "400 Bad Request",
                Answer.text("ISAPI.status", Map.of("code", code, "word", word, "subCode", subCode)));
    }

    static Answer ok() {
        return status(1, "OK", "ok");
    }

    static Answer missing() {
        return new Answer("404 Not Found", "", new byte[0]);
    }

    private static Map<String, String> read() {
        var all = new LinkedHashMap<String, String>();
        for (var section :
                ImageFiles.text("/dev/outpost/bench/camera/answers.txt").split("(?m)^==== ")) {
            var end = section.indexOf('\n');
            all.put(section.substring(0, end), section.substring(end + 1));
        }
        return all;
    }

    /** One with its words filled in; empty where there is none of that name. */
    static Optional<String> find(String name, Map<String, ?> words) {
        return Optional.ofNullable(ALL.get(name))
                .map(text -> FIELD.matcher(text)
                        .replaceAll(field -> Matcher.quoteReplacement(String.valueOf(words.get(field.group(1))))));
    }

    static String text(String name, Map<String, ?> words) {
        return find(name, words).orElseThrow();
    }

    /** The content of an element of XML, whatever its name space. */
    static Optional<String> element(String xml, String name) {
        var found = Pattern.compile("<(?:\\w+:)?" + name + "(?:\\s[^>]*)?>([^<]*)</")
                .matcher(xml);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }

    static Map<String, Object> words(SimulatedCamera camera) {
        var words = new HashMap<String, Object>();
        words.put("maker", camera.maker());
        words.put("model", camera.model());
        words.put("firmware", camera.firmware());
        words.put("day", camera.firmwareDay());
        words.put("mac", camera.mac());
        words.put("address", camera.address().address());
        words.put("prefix", camera.address().prefix());
        words.put("gateway", camera.gateway().map(Object::toString).orElse("0.0.0.0"));
        words.put("activated", !camera.isFresh());
        words.put("snapshot", camera.snapshot());
        return words;
    }
}
