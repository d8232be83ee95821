package dev.outpost.bench.adb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A file of blocks: {@code ADB.}, a schema, one block of values, signatures, data; all of it deflated behind {@code ADBd}.
 *
 * <p>Signatures are the bench's own: a key's number and a digest over it and the values. Nothing real would trust them.
 */
final class AdbFile {
    private static final String PLAIN = "ADB.";
    private static final String DEFLATED = "ADBd";
    private static final int SIGNATURE = 1;
    private static final int DATA = 2;
    private static final int SIZE = 0x3fff_ffff;
    private static final int ALIGNMENT = 8;

    private final String schema;
    private final byte[] values;
    private final Optional<byte[]> signature;
    private final List<byte[]> data;

    /**
     * @param schema {@code pckg} or {@code indx}
     * @param values content of the first block
     * @param signature of a key; empty for a file that nobody signed
     * @param data content of the data blocks
     */
    AdbFile(String schema, byte[] values, Optional<byte[]> signature, List<byte[]> data) {
        this.schema = schema;
        this.values = values;
        this.signature = signature;
        this.data = List.copyOf(data);
    }

    String schema() {
        return schema;
    }

    byte[] values() {
        return values;
    }

    List<byte[]> data() {
        return data;
    }

    /** What the bench takes for a signature by the owner of a key. */
    static byte[] sign(String key, byte[] values) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            return digest.digest(values);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    boolean isSignedBy(String key) {
        return signature
                .filter(bytes -> Arrays.equals(bytes, sign(key, values)))
                .isPresent();
    }

    byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(DEFLATED.getBytes(StandardCharsets.US_ASCII));
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var packed = new DeflaterOutputStream(out, deflater)) {
            packed.write((PLAIN + schema).getBytes(StandardCharsets.US_ASCII));
            packed.write(block(0, values));
            if (signature.isPresent()) {
                packed.write(block(SIGNATURE, signature.get()));
            }
            for (var each : data) {
                packed.write(block(DATA, each));
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static byte[] block(int type, byte[] content) {
        int raw = 4 + content.length;
        int padded = (raw + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return AdbWriter.little(padded).putInt((type << 30) + raw).put(content).array();
    }

    /** @throws IOException with apk's own words for it: neither of the two ways to begin, or damaged inside */
    static AdbFile parse(byte[] file) throws IOException {
        var magic = new String(file, 0, Math.min(file.length, 4), StandardCharsets.US_ASCII);
        if (!magic.equals(PLAIN) && !magic.equals(DEFLATED)) {
            throw new IOException("file format is invalid or inconsistent");
        }
        var plain = ByteBuffer.wrap(magic.equals(PLAIN) ? file : inflated(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (plain.limit() < ALIGNMENT) {
            throw new IOException("unexpected end of file");
        }
        var schema = new String(plain.array(), 4, 4, StandardCharsets.US_ASCII);
        byte[] values = {};
        Optional<byte[]> signature = Optional.empty();
        var data = new ArrayList<byte[]>();
        for (int at = ALIGNMENT; at + 4 <= plain.limit(); ) {
            int head = plain.getInt(at);
            int raw = head & SIZE;
            if (raw < 4 || at + raw > plain.limit()) {
                throw new IOException("unexpected end of file");
            }
            var content = Arrays.copyOfRange(plain.array(), at + 4, at + raw);
            switch (head >>> 30) {
                case 0 -> values = content;
                case SIGNATURE -> signature = Optional.of(content);
                default -> data.add(content);
            }
            at += (raw + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        return new AdbFile(schema, values, signature, data);
    }

    private static byte[] inflated(byte[] file) throws IOException {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(file, 4, file.length - 4), inflater)) {
            return in.readAllBytes();
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            throw new IOException("unexpected end of file", damaged);
        } finally {
            inflater.end();
        }
    }

    AdbValue root() throws IOException {
        return AdbValue.root(ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN));
    }
}
