package dev.outpost.bench.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Host keys, and their text as kept in a simulated file. */
public final class HostKeys {
    private static final int BITS = 2048;

    private HostKeys() {}

    /** A new pair, as a server makes at its first start. */
    public static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }

    /** A new ed25519 pair, where the server knows that type. */
    public static KeyPair ed25519() {
        try {
            return SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the SSH library has no ed25519", impossible);
        }
    }

    /** The private key as one line of base64. */
    public static String text(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n";
    }

    /** A public key as a line of {@code authorized_keys}, without its comment. */
    public static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** A public key as a line of {@code authorized_keys}. */
    public static String authorized(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** The pair back from {@link #text}. */
    public static KeyPair parse(String text) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
            var open = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new KeyPair(open, key);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("not a host key", damaged);
        }
    }
}
