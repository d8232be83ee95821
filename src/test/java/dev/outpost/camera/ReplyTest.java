package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    @Test
    void keepsEveryHeaderOfTheSameName() throws IOException {
        var reply =
                read("RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest a\r\nwww-authenticate: Basic b\r\n\r\n");

        assertEquals(401, reply.status());
        assertEquals(List.of("Digest a", "Basic b"), reply.all("WWW-Authenticate"));
    }

    @Test
    void readsOverInterleavedPackets() throws IOException {
        assertEquals(200, read("$\0\0\4abcdRTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n").status());
    }

    @Test
    void readsBodiesByLengthByChunksAndToTheEnd() throws IOException {
        assertArrayEquals(
                bytes("abc"),
                read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef").body());
        assertArrayEquals(
                bytes("abcde"),
                read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
                        .body());
        assertArrayEquals(bytes("abc"), read("HTTP/1.0 200 OK\n\nabc").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "SSH-2.0-dropbear\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nHalf",
                "$"
            })
    void refusesWhatIsNoAnswer(String noise) {
        assertThrows(IOException.class, () -> read(noise));
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThrows(IOException.class, () -> read("HTTP/1.1 200 " + "x".repeat(100_000)));
    }

    private static Reply read(String text) throws IOException {
        return Reply.read(new ByteArrayInputStream(bytes(text)), true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
