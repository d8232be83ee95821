package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SystemWordsTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<IOException> faults() {
        return Stream.of(
                new NoSuchFileException("f"),
                new AccessDeniedException("f"),
                new FileSystemException("f", null, "No space left on device"),
                new FileSystemException("f"),
                new UnknownHostException("nosuchhost.invalid"),
                new IOException("java.io.IOException: Connection reset by peer"),
                new IOException());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nameNoClass(IOException fault) {
        assertFalse(SystemWords.of(fault).matches(".*(Exception|Error|null|java).*"), SystemWords.of(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, the disk is full",
        "Broken transport; encountered EOF, the other end went away",
        "java.net.SocketException: Connection reset, the other end broke the connection off",
        "Connection timed out (Connection timed out), nothing answers",
        "something new, something new"
    })
    void sayWhatTheSystemSaid(String said, String words) {
        assertEquals(words, SystemWords.of(said));
    }

    @Test
    void areThoseOfWhatReallyHappens() throws IOException {
        var gone = assertThrows(IOException.class, () -> Files.readString(folder.resolve("gone")));
        assertEquals("there is no such file or folder", SystemWords.of(gone));
        var aFolder = assertThrows(IOException.class, () -> Files.readString(folder));
        assertEquals("it is a folder", SystemWords.of(aFolder));
        var file = Files.writeString(folder.resolve("file"), "");
        var inFile = assertThrows(IOException.class, () -> Files.readString(file.resolve("below")));
        assertEquals("a part of the path is a file, not a folder", SystemWords.of(inFile));
        var full = assertThrows(IOException.class, () -> Files.writeString(Path.of("/dev/full"), "x"));
        assertEquals("the disk is full", SystemWords.of(full));
        var port = new ServerSocket(0);
        port.close();
        var refused = assertThrows(
                IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port.getLocalPort()).close());
        assertEquals("the host is there and refuses the call: nothing listens at that port", SystemWords.of(refused));
    }
}
