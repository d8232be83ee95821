package dev.outpost.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverTest {
    @ParameterizedTest
    @CsvSource({
        "stun:a.example, a.example, 3478",
        "stun:a.example:19302, a.example, 19302",
        "stun:203.0.113.5:1, 203.0.113.5, 1",
        "stun:[2001:db8::1], 2001:db8::1, 3478",
        "stun:[2001:db8::1]:99, 2001:db8::1, 99",
        "http://a.example, a.example, 80",
        "https://a.example/ip?format=text, a.example, 443",
        "http://[2001:db8::1]:8080/, 2001:db8::1, 8080"
    })
    void isReadAsWritten(String word, String host, int port) {
        var observer = Observer.parse(word).orElseThrow();

        assertEquals(word, observer.name());
        assertEquals(host, observer.host());
        assertEquals(port, observer.port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stun:",
                "stun:a b",
                "stun:a:0",
                "stun:a:65536",
                "stun:a:1:2",
                "stun:2001:db8::1",
                "stun:203.0.113",
                "stun:-x",
                "stun:$(reboot)",
                "a.example",
                "ftp://a.example/",
                "file:///etc/passwd",
                "http://",
                "http:///ip",
                "http://me:secret@a.example/",
                "http://a.example/#x",
                "http://a.example:0/",
                "http://a.example:70000/",
                "http://a.example/\r\nX: y"
            })
    void takesNothingElse(String word) {
        assertEquals(Optional.empty(), Observer.parse(word));
    }
}
