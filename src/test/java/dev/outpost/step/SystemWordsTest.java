package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SystemWordsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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
        "Timeout expired: 30000 MILLISECONDS, nothing answers",
        "administratively prohibited: open failed, the SSH server there passes no call on",
        "something new, something new"
    })
    void sayWhatTheSystemSaid(String said, String words) {
        assertEquals(words, SystemWords.of(said));
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void areThoseOfWhatReallyHappens(String words, Happening happening) {
        var thrown = assertThrows(IOException.class, () -> happening.in(folder));

        var said = SystemWords.root(thrown);

        assertTrue(said.matches(words), said + " of " + thrown);
        assertFalse(said.matches(".*(Exception|Error|null|java).*"), said);
        if (thrown instanceof FileSystemException file) {
            assertTrue(SystemWords.cure(file).contains(folder.getRoot().toString()) || said.equals("it is a folder"));
        }
    }

    /** Something that the system refuses. */
    interface Happening {
        void in(Path folder) throws IOException;
    }

    private static Arguments happens(String words, Happening happening) {
        return Arguments.of(words, happening);
    }

    static Stream<Arguments> happenings() {
        return Stream.concat(files(), connections());
    }

    private static Stream<Arguments> files() {
        var gone = "there is no such file or folder";
        var notAFolder = "a part of the path is a file, not a folder";
        var there = "something of that name is there already";
        return Stream.of(
                happens(gone, in -> Files.readString(in.resolve("gone"))),
                happens(gone, in -> Files.getLastModifiedTime(in.resolve("gone"))),
                happens(gone, in -> Files.size(in.resolve("gone"))),
                happens(gone, in -> Files.writeString(in.resolve("gone/file"), "x")),
                happens(gone, in -> Files.move(in.resolve("gone"), in.resolve("other"))),
                happens(gone, in -> Files.readString(Files.createSymbolicLink(in.resolve("dangles"), Path.of("gone")))),
                happens(gone, in -> new FileInputStream(in.resolve("gone").toFile()).close()),
                happens(gone, in -> new ProcessBuilder("no-such-program").start()),
                happens("this user may not", in -> new ProcessBuilder(file(in).toString()).start()),
                happens("this user may not|the disk is read-only", _ -> Files.createFile(Path.of("/sys/outpost"))),
                happens("it is a folder", Files::readString),
                happens("it is a folder", in -> Files.writeString(in, "x")),
                happens("it is a folder", in -> new FileInputStream(in.toFile()).close()),
                happens(notAFolder, in -> Files.readString(file(in).resolve("below"))),
                happens(notAFolder, in -> Files.createDirectory(file(in).resolve("below"))),
                happens(notAFolder, in -> Files.createTempFile(file(in), "a", "b")),
                happens("its links lead in a circle", in -> Files.readString(circle(in))),
                happens("its links lead in a circle", in -> Files.writeString(circle(in), "x")),
                happens("the name is too long", in -> Files.writeString(in.resolve("x".repeat(300)), "")),
                happens("the disk is full", _ -> Files.writeString(Path.of("/dev/full"), "x")),
                happens(there, Files::createDirectory),
                happens(there, in -> Files.copy(file(in), Files.createFile(in.resolve("other")))),
                happens("the folder is not empty", in -> Files.delete(file(in).resolveSibling(""))),
                happens("it is no text in UTF-8", in -> Files.readString(Files.write(file(in), new byte[] {-1}))),
                happens("it ends too early", in -> new GZIPInputStream(Files.newInputStream(file(in))).close()));
    }

    private static Stream<Arguments> connections() {
        var refused = "the host is there and refuses the call: nothing listens at that port";
        var broken = "the other end broke the connection off";
        return Stream.of(
                happens(refused, _ -> new Socket(LOOPBACK, shut()).close()),
                happens(
                        refused,
                        _ -> SocketChannel.open(new InetSocketAddress(LOOPBACK, shut()))
                                .close()),
                happens("no connection is made there", _ -> asked(shut())),
                happens("there is no host of that name", _ -> InetAddress.getAllByName("a..b")),
                happens(
                        "nothing answers",
                        _ -> accepted(socket -> {
                            socket.setSoTimeout(20);
                            socket.getInputStream().read();
                        })),
                happens("nothing answers", _ -> {
                    try (var udp = new DatagramSocket(0, LOOPBACK)) {
                        udp.setSoTimeout(20);
                        udp.receive(new DatagramPacket(new byte[1], 1));
                    }
                }),
                happens(broken, _ -> reset(socket -> socket.getInputStream().read())),
                happens(broken, _ -> reset(SystemWordsTest::writeOn)),
                happens(
                        "it was closed meanwhile",
                        _ -> accepted(socket -> {
                            var in = socket.getInputStream();
                            socket.close();
                            in.read();
                        })),
                happens("it was closed meanwhile", in -> {
                    var channel = FileChannel.open(file(in));
                    channel.close();
                    channel.size();
                }),
                happens("another program has that port", _ -> {
                    try (var server = new ServerSocket(0)) {
                        new ServerSocket(server.getLocalPort()).close();
                    }
                }),
                happens(
                        "this computer does not have that address",
                        _ -> new ServerSocket(0, 1, InetAddress.getByName("192.0.2.1")).close()));
    }

    private static Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("file"), "");
    }

    private static Path circle(Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve("there"), Path.of("back"));
        return Files.createSymbolicLink(folder.resolve("back"), Path.of("there"));
    }

    /** A port at which nobody listens. */
    private static int shut() throws IOException {
        try (var server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    private static void asked(int port) throws IOException {
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What somebody does with a connection. */
    private interface Talk {
        void on(Socket socket) throws IOException;
    }

    /** With a server that says nothing. */
    private static void accepted(Talk talk) throws IOException {
        try (var server = new ServerSocket(0);
                var socket = new Socket(LOOPBACK, server.getLocalPort());
                var _ = server.accept()) {
            talk.on(socket);
        }
    }

    /** With a server that throws the connection away. */
    private static void reset(Talk talk) throws IOException {
        try (var server = new ServerSocket(0);
                var socket = new Socket(LOOPBACK, server.getLocalPort())) {
            var other = server.accept();
            other.setSoLinger(true, 0);
            other.close();
            talk.on(socket);
        }
    }

    private static void writeOn(Socket socket) throws IOException {
        for (var i = 0; i < 1000; i++) {
            socket.getOutputStream().write(new byte[1000]);
        }
    }
}
