package dev.outpost.bench.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Host keys, and their text as kept in a simulated file. */
public final class HostKeys {
    private static final int BITS = 2048;

    private HostKeys() {}

    /** A new pair, as a server makes at its first start. */
    public static KeyPair generate() {
        return made(() -> {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        });
    }

    /** A new ed25519 pair, where the server knows that type. */
    public static KeyPair ed25519() {
        return made(() -> SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair());
    }

    /** A pair on the curve P-256: made in no time, unlike RSA. */
    public static KeyPair elliptic() {
        return made(() -> {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        });
    }

    private interface Making {
        KeyPair make() throws GeneralSecurityException;
    }

    private static KeyPair made(Making making) {
        try {
            return making.make();
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
