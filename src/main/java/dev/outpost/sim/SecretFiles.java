package dev.outpost.sim;

import java.io.IOException;
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
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** The bench's own secrets: a key for the relay's root, the camera's password. All of them live for one bench only. */
final class SecretFiles {
    private static final int KEY_BITS = 2048;

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

    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** PKCS#8 in PEM, which OpenSSH and sshj read. */
    static String pem(KeyPair pair) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** A line for {@code authorized_keys}. */
    static String authorizedKey(KeyPair pair, String comment) {
        return "ssh-rsa " + Base64.getEncoder().encodeToString(SshWords.of(pair.getPublic())) + " " + comment;
    }

    /** {@code SHA256:...} as ssh-keygen -lf prints it. */
    static String fingerprint(PublicKey key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(SshWords.of(key));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A public key as SSH puts it on the wire: RFC 4253 section 6.6. */
    private static final class SshWords {
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

        static byte[] of(PublicKey key) {
            if (!(key instanceof RSAPublicKey rsa)) {
                throw new IllegalArgumentException("only RSA keys are made here, not " + key.getAlgorithm());
            }
            var words = new SshWords();
            words.add("ssh-rsa".getBytes(StandardCharsets.US_ASCII));
            words.add(rsa.getPublicExponent().toByteArray());
            words.add(rsa.getModulus().toByteArray());
            return words.bytes.toByteArray();
        }

        private void add(byte[] word) {
            bytes.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(word.length).array());
            bytes.writeBytes(word);
        }
    }
}
