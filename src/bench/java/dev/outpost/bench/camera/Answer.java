package dev.outpost.bench.camera;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a camera's web server answers. */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one answer
record Answer(String status, String type, byte[] body) {
    static Answer xml(String status, String body) {
        return new Answer(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer status(int code, String word, String subCode) {
        var ok = code == 1 || code == 7;
        return xml(
                ok ? "200 OK" : code == 4 ? "403 Forbidden" : "400 Bad Request",
                Answers.of("ISAPI.status", Map.of("code", code, "word", word, "subCode", subCode)));
    }

    static Answer ok() {
        return status(1, "OK", "ok");
    }

    static Answer missing() {
        return new Answer("404 Not Found", "", new byte[0]);
    }
}
