package dev.outpost.reach;

import dev.outpost.shell.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/**
 * A key pair of WireGuard: X25519 (RFC 7748), 32 bytes in base64.
 *
 * @param publicKey for the relay
 * @param privateKey for the device alone
 */
public record WireGuardKey(String publicKey, Secret privateKey) {
    private static final int LENGTH = 32;

    /** A new pair. */
    public static WireGuardKey born() {
        try {
            var generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519);
            var pair = generator.generateKeyPair();
            var scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
            return new WireGuardKey(
                    base64(littleEndian(((XECPublicKey) pair.getPublic()).getU())), Secret.of(base64(clamped(scalar))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    /** As {@code wg genkey} writes it: the bits that RFC 7748 section 5 fixes are fixed already. */
    private static byte[] clamped(byte[] scalar) {
        var key = scalar.clone();
        key[0] &= (byte) 0xf8;
        key[LENGTH - 1] &= 0x7f;
        key[LENGTH - 1] |= 0x40;
        return key;
    }

    private static byte[] littleEndian(BigInteger number) {
        var bytes = new byte[LENGTH];
        var big = number.toByteArray();
        for (int i = 0; i < Math.min(LENGTH, big.length); i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
