package dev.outpost.vm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * The test's way into one place of the server's world; what it understands stands in {@code door.py}.
 *
 * @param port on loopback
 */
record Door(int port) {
    /** A full scan, the slowest order, takes 15 s on an idle machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a script printed, errors among it, and its exit status. */
    record Answer(int status, String text) {}

    /** Runs a line of sh. */
    Answer sh(String script) throws IOException {
        return sh(script, PATIENCE);
    }

    /** Runs a line of sh that takes its time. */
    Answer sh(String script, Duration patience) throws IOException {
        var said = ask("sh " + script, patience);
        var at = said.lastIndexOf("status=");
        if (at < 0) {
            throw new IOException("the server went away after '" + said + "'");
        }
        return new Answer(
                Integer.parseInt(said.substring(at + "status=".length()).strip()), said.substring(0, at));
    }

    /** Runs a line of sh that must end well, and gives what it printed. */
    String does(String script) throws IOException {
        var answer = sh(script);
        if (answer.status() != 0) {
            throw new IOException(script + " ended with " + answer.status() + ": " + answer.text());
        }
        return answer.text().strip();
    }

    /** Puts a file there. */
    void writes(String file, String text) throws IOException {
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        does("umask 077; mkdir -p $(dirname " + file + "); echo " + encoded + " | base64 -d >" + file);
    }

    /** An order and all of its answer. */
    String ask(String order, Duration patience) throws IOException {
        try (var socket = open(order, patience)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How a TCP connection from there ends: connected, refused, unreachable, silent. */
    String dials(String address, int port) throws IOException {
        try (var socket = open("dial " + address + " " + port + " 2", PATIENCE)) {
            return line(socket);
        }
    }

    /** How many of so many datagrams came back from there. */
    int echoes(String address, int port, int count) throws IOException {
        return echoes(address, port, count, Duration.ofSeconds(3));
    }

    /** The same, until none came back for so long. */
    int echoes(String address, int port, int count, Duration silence) throws IOException {
        var order = "echoes " + address + " " + port + " " + count + " " + silence.toSeconds();
        return Integer.parseInt(ask(order, PATIENCE).strip());
    }

    /** A connection with an order on it. */
    Socket open(String order, Duration patience) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) patience.toMillis());
        socket.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** The first line of an answer, and not one byte more. */
    static String line(Socket socket) throws IOException {
        var text = new StringBuilder();
        for (var next = socket.getInputStream().read();
                next > 0 && next != '\n';
                next = socket.getInputStream().read()) {
            text.append((char) next);
        }
        return text.toString();
    }
}
