package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Observer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskObserversTest {
    /** Pages as seen; ¶ is CRLF. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            HTTP/1.1 200 OK¶Content-Type: text/plain¶¶203.0.113.7                    ~ 203.0.113.7 ~ ''
            HTTP/1.0 200 OK¶¶ 203.0.113.7¶                                           ~ 203.0.113.7 ~ ''
            HTTP/1.1 200 OK¶¶2a01:4f8::7                                             ~ 2a01:4f8::7 ~ ''
            HTTP/1.1 200 OK¶¶<html><body>Current IP Address: 203.0.113.7</body>      ~             ~ its answer is no address: HTTP/1.1 200 OK
            HTTP/1.1 200 OK¶¶<html>Please insert a SIM card</html>                   ~             ~ its answer is no address: HTTP/1.1 200 OK
            HTTP/1.1 302 Found¶Location: http://192.168.8.1/¶¶203.0.113.7            ~             ~ its answer is no address: HTTP/1.1 302 Found
            HTTP/1.1 200 OK¶¶203.0.113.7 203.0.113.8                                 ~             ~ its answer is no address: HTTP/1.1 200 OK
            HTTP/1.1 200 OK¶¶203.0.113.256                                           ~             ~ its answer is no address: HTTP/1.1 200 OK
            203.0.113.7                                                              ~             ~ its answer is no address: 203.0.113.7
            ''                                                                       ~             ~ its answer is no address: nothing
            """)
    void readsAPageStrictly(String page, String address, String trouble) {
        var asked = ask("http://a.example/ip", page.replace("¶", "\r\n").getBytes(StandardCharsets.UTF_8));

        assertEquals(Optional.ofNullable(address), asked.address());
        assertEquals(trouble, asked.trouble());
    }

    @Test
    void takesNoStunAnswerOfAnother() {
        var foreign = HexFormat.of().parseHex("0101000c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643");

        assertEquals(
                "its answer tells no address", ask("stun:a.example", foreign).trouble());
        assertEquals(
                "what answers there does not speak STUN",
                ask("stun:a.example", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .trouble());
        assertEquals(
                "what answers there does not speak STUN",
                ask("stun:a.example", new byte[0]).trouble());
    }

    @Test
    void whoDoesNotAnswerIsNamedWithTheReason() {
        var nobody = new AskObservers(vantage(new Dial.Refused(Duration.ofMillis(3))));

        var asked = nobody.ask(List.of(Observer.parse("stun:a.example").orElseThrow()))
                .getFirst();

        assertTrue(asked.trouble().contains("refused"), asked.trouble());
        assertEquals(0, asked.sighting().count());
    }

    private static Asked ask(String observer, byte[] answer) {
        return new AskObservers(vantage(new Dial.Connected(
                        new ByteArrayInputStream(answer), new ByteArrayOutputStream(), () -> {}, Duration.ZERO)))
                .ask(List.of(Observer.parse(observer).orElseThrow()))
                .getFirst();
    }

    private static Vantage vantage(Dial answer) {
        return new Vantage() {
            @Override
            public Dial dial(String host, int port, Duration timeout) {
                return answer;
            }

            @Override
            public String where() {
                return "here";
            }
        };
    }
}
