package dev.outpost.text.feed;

import dev.outpost.step.SystemWords;
import dev.outpost.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file of apk-tools 3: {@code ADB.} and a schema, then blocks: values, signatures, data (apk-v3(5), adb.h and adb.c at 90b974f). All of
 * it may be deflated behind {@code ADBd}.
 */
public final class AdbFile {
    /** More than any package or index unpacks to. */
    private static final int MOST = 64 << 20;

    private static final int SIZE = 0x3fff_ffff;
    private static final int ALIGNMENT = 8;
    private static final int SIGNED_HEAD = 18; // version, hash, 16 bytes that name the key
    private static final int KEY_ID = 2; // where its name begins
    private static final int SHA512 = 4; // apk_digest.h

    /** {@code indx} or {@code pckg}. */
    private final byte[] schema;

    /** The first block: what signatures and identities are made of. */
    private byte[] values = {};

    private final List<byte[]> signatures = new ArrayList<>();
    private final List<byte[]> data = new ArrayList<>();

    private AdbFile(byte[] schema) {
        this.schema = schema;
    }

    /** @throws IOException when the file is something else, or cut short */
    public static AdbFile parse(byte[] file) throws IOException {
        var plain = ByteBuffer.wrap(plain(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (plain.limit() < ALIGNMENT) {
            throw new IOException("it is cut short");
        }
        var adb = new AdbFile(Arrays.copyOfRange(plain.array(), 4, ALIGNMENT));
        for (var at = ALIGNMENT; at + 4 <= plain.limit(); ) {
            var head = plain.getInt(at);
            var raw = head & SIZE;
            if (raw < 4 || raw > plain.limit() - at) {
                throw new IOException("a block is cut short");
            }
            adb.block(head >>> 30, Arrays.copyOfRange(plain.array(), at + 4, at + raw));
            at += (raw + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        return adb;
    }

    private void block(int type, byte[] content) throws IOException {
        switch (type) {
            case 0 -> values = content;
            case 1 -> signatures.add(content);
            case 2 -> data.add(content);
            default -> throw new IOException("a block of an unknown kind");
        }
    }

    private static byte[] plain(byte[] file) throws IOException {
        var magic = new String(file, 0, Math.min(4, file.length), StandardCharsets.US_ASCII);
        if (magic.equals("ADB.")) {
            return file;
        }
        var skipped = magic.equals("ADBd") ? 4 : 6; // ADBc names its algorithm and level in two more bytes
        if (!magic.equals("ADBd") && !(magic.equals("ADBc") && file.length > 6 && file[4] == 1)) {
            throw new IOException(
                    magic.equals("ADBc")
                            ? "it is compressed in a way that is not known"
                            : "it is no file of apk-tools 3");
        }
        var inflater = new Inflater(true);
        try (var in =
                new InflaterInputStream(new ByteArrayInputStream(file, skipped, file.length - skipped), inflater)) {
            var all = in.readNBytes(MOST);
            if (all.length == MOST) {
                throw new IOException("it unpacks to more than " + (MOST >> 20) + " MiB");
            }
            return all;
        } catch (ZipException | EOFException e) {
            throw new IOException("it is damaged inside (" + SystemWords.of(e) + ")", e);
        } finally {
            inflater.end();
        }
    }

    public boolean is(String kind) {
        return Arrays.equals(schema, kind.getBytes(StandardCharsets.US_ASCII));
    }

    /** Names of the keys that it says it was signed with, in hexadecimal digits. */
    public List<String> signers() {
        return signatures.stream()
                .filter(signature -> signature.length > SIGNED_HEAD)
                .map(signature -> HexFormat.of().formatHex(Arrays.copyOfRange(signature, KEY_ID, SIGNED_HEAD)))
                .toList();
    }

    public List<byte[]> data() {
        return data;
    }

    public AdbValue root() throws IOException {
        return AdbValue.root(values);
    }

    /** What apk tells builds apart by, in hexadecimal digits. */
    public String identity() {
        return Hash.sha256(values);
    }

    /**
     * Whether the owner of a key signed it: ECDSA over the schema, the signature's head and the values' SHA-512.
     *
     * @param key on the curve P-256, as OpenWrt's are
     */
    public boolean isSignedBy(PublicKey key) {
        return signatures.stream().anyMatch(signature -> isSignedBy(key, signature));
    }

    private boolean isSignedBy(PublicKey key, byte[] signature) {
        if (signature.length <= SIGNED_HEAD || signature[0] != 0 || signature[1] != SHA512) {
            return false;
        }
        try {
            var verifier = Signature.getInstance("SHA512withECDSA");
            verifier.initVerify(key);
            verifier.update(schema);
            verifier.update(signature, 0, SIGNED_HEAD);
            verifier.update(Hash.of("SHA-512", values));
            return verifier.verify(signature, SIGNED_HEAD, signature.length - SIGNED_HEAD);
        } catch (GeneralSecurityException e) {
            return false; // another kind of key, or no signature
        }
    }
}
