package dev.outpost.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The bench's own secrets: a key for the relay's root, the camera's password. All of them live for one bench only. */
final class SecretFiles {
    /** Everything in front of the secret number: PKCS#8, id-ecPublicKey, prime256v1, ECPrivateKey. */
    private static final String PKCS8_HEAD = "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420";

    private static final String PUBLIC_HEAD = "a144034200";
    private static final int POINT_BYTES = 65;

    private SecretFiles() {}

    /** Writes a file that only its owner may read; never readable by others, not even for a moment. */
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        var mine = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, mine);
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /** An elliptic key: made in no time, unlike RSA. */
    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** PKCS#8 in PEM with the public half inside (RFC 5915), as SSH clients want it; Java's own encoding leaves that out. */
    static String pem(KeyPair pair) {
        var secret = ((ECPrivateKey) pair.getPrivate()).getS();
        var der = HexFormat.of()
                .parseHex(PKCS8_HEAD
                        + "%064x".formatted(secret)
                        + PUBLIC_HEAD
                        + HexFormat.of().formatHex(point(pair.getPublic())));
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** {@code SHA256:...} as ssh-keygen -lf prints it: over the key as RFC 5656 section 3.1 puts it on the wire. */
    static String fingerprint(PublicKey key) {
        try {
            var wire = new ByteArrayOutputStream();
            for (var word : List.of(ascii("ecdsa-sha2-nistp256"), ascii("nistp256"), point(key))) {
                wire.writeBytes(
                        ByteBuffer.allocate(Integer.BYTES).putInt(word.length).array());
                wire.writeBytes(word);
            }
            var hash = MessageDigest.getInstance("SHA-256").digest(wire.toByteArray());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** The uncompressed point: the end of the X.509 form. */
    private static byte[] point(PublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length);
    }
}
