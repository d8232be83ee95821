package dev.outpost.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The only key that the tool logs in to routers with: RSA, because the dropbear of small routers may know no other kind.
 *
 * @param file private key, PEM (PKCS #8), 0600
 * @param publicLine one line for {@code authorized_keys}
 */
public record ToolKey(KeyPair pair, Path file, String publicLine) {
    private static final int BITS = 3072;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /** The key in this folder, made if there is none; the caller holds the folder's lock. */
    static ToolKey in(Path folder) {
        var file = folder.resolve("outpost_rsa");
        try {
            var pem = PrivateFiles.read(file);
            var pair = pem.isPresent() ? parse(pem.get()) : make();
            var line = publicLine((RSAPublicKey) pair.getPublic());
            if (pem.isEmpty()) {
                PrivateFiles.write(folder.resolve("outpost_rsa.pub"), line + "\n");
                PrivateFiles.write(file, pem(pair));
            }
            return new ToolKey(pair, file, line);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException("the tool's key in " + file + " is damaged", e);
        }
    }

    /** The key in this folder, if there is one; nobody is waited for, since its file is either not there or whole. */
    static Optional<ToolKey> read(Path folder) {
        return PrivateFiles.read(folder.resolve("outpost_rsa")).map(pem -> in(folder));
    }

    private static KeyPair make() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return BEGIN + "\n" + base64.encodeToString(pair.getPrivate().getEncoded()) + "\n" + END + "\n";
    }

    private static KeyPair parse(String pem) throws GeneralSecurityException {
        var base64 = pem.replace(BEGIN, "").replace(END, "").strip();
        var factory = KeyFactory.getInstance("RSA");
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        var secret = (RSAPrivateCrtKey) factory.generatePrivate(encoded);
        var open = factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new KeyPair(open, secret);
    }

    /** RFC 4253, 6.6: the name, the exponent, the modulus, each with its length in front. */
    private static String publicLine(RSAPublicKey key) {
        var blob = new ByteArrayOutputStream();
        field(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        field(blob, key.getPublicExponent().toByteArray());
        field(blob, key.getModulus().toByteArray());
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " outpost";
    }

    private static void field(ByteArrayOutputStream blob, byte[] bytes) {
        blob.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        blob.writeBytes(bytes);
    }

    @Override
    public String toString() {
        return "ToolKey[" + file + "]";
    }
}
