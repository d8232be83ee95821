package dev.outpost.bench.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** Host keys, and their text as kept in a simulated file. */
public final class HostKeys {
    private HostKeys() {}

    /** A new pair, as a server makes at its first start. */
    public static KeyPair generate() {
        return pair(KeyPairProvider.SSH_RSA, 2048);
    }

    /** A new ed25519 pair, where the server knows that type. */
    public static KeyPair ed25519() {
        return pair(KeyPairProvider.SSH_ED25519, 256);
    }

    /** A pair on the curve P-256: made in no time, unlike RSA. */
    public static KeyPair elliptic() {
        return pair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    }

    private static KeyPair pair(String type, int bits) {
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("neither Java nor the SSH library lacks these", impossible);
        }
    }

    /** A private key as {@code ssh-keygen} writes it. */
    public static String file(KeyPair pair) throws IOException {
        var text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "bench", null, text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an elliptic key can be written", impossible);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    /** {@code SHA256:...} as {@code ssh-keygen -lf} prints it. */
    public static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /** The private key as one line of base64. */
    public static String text(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n";
    }

    /** A public key as a line of {@code authorized_keys}, without its comment. */
    public static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }
}
