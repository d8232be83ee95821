package dev.outpost.usbip;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The kernel's end of USB/IP, as bytes: what {@code vhci-hcd} and its tools send. */
final class TestHost implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int number;

    TestHost(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** An answer to a transfer. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    record Answer(int command, int number, int status, byte[] data) {
        String hex() {
            return HexFormat.of().formatHex(data);
        }
    }

    void ask(String hex) throws IOException {
        out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Asks for the device in a socket, and takes the answer of 320 bytes. */
    byte[] imports(String busId) throws IOException {
        ask("0111 8003 00000000");
        out.write(Arrays.copyOf(busId.getBytes(StandardCharsets.US_ASCII), 32));
        return in.readNBytes(320);
    }

    byte[] read(int size) throws IOException {
        return in.readNBytes(size);
    }

    /** A question on endpoint 0; the eight bytes as USB writes them. */
    Answer control(String setup) throws IOException {
        var bytes = HexFormat.of().parseHex(setup);
        submit(1, 0, (bytes[6] & 0xff) | (bytes[7] & 0xff) << 8, setup, new byte[0]);
        return answer(true);
    }

    /** A command on endpoint 0 with bytes behind it. */
    Answer send(String setup, byte[] data) throws IOException {
        submit(0, 0, data.length, setup, data);
        return answer(false);
    }

    Answer write(int endpoint, byte[] data) throws IOException {
        submit(0, endpoint, data.length, "0000000000000000", data);
        return answer(false);
    }

    /** Submits a read that waits; returns its number. */
    int wants(int endpoint, int length) throws IOException {
        return submit(1, endpoint, length, "0000000000000000", new byte[0]);
    }

    void unlink(int taken) throws IOException {
        words(2, ++number, 0, 0, 0, taken);
        out.write(new byte[24]);
    }

    private int submit(int direction, int endpoint, int length, String setup, byte[] data) throws IOException {
        words(1, ++number, 0x00010002, direction, endpoint, 0, length, 0, 0, 0);
        out.write(HexFormat.of().parseHex(setup));
        out.write(data);
        return number;
    }

    private void words(int... words) throws IOException {
        for (int word : words) {
            out.writeInt(word);
        }
    }

    /** The next answer; only one to a read carries bytes. */
    Answer answer(boolean carries) throws IOException {
        int command = in.readInt();
        int answered = in.readInt();
        in.skipNBytes(12);
        int status = in.readInt();
        int length = in.readInt();
        in.skipNBytes(20);
        return new Answer(command, answered, status, carries ? in.readNBytes(length) : new byte[0]);
    }

    /** What comes until nothing more is expected: reads until this text is there. */
    String reads(int endpoint, String until) throws IOException {
        var all = new ByteArrayOutputStream();
        while (!all.toString(StandardCharsets.US_ASCII).contains(until)) {
            wants(endpoint, 4096);
            all.writeBytes(answer(true).data());
        }
        return all.toString(StandardCharsets.US_ASCII);
    }

    boolean isHungUp() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
