package dev.outpost.bench.net;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KeyAgreement;

/** Curve25519 keys as {@code wg genkey} and {@code wg pubkey} make them: 32 bytes in base64. */
public final class WireguardKeys {

    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    /** The network asks for the same few keys again and again. */
    private static final Map<String, String> PUBLIC = new ConcurrentHashMap<>();

    private WireguardKeys() {}

    /** A new private key, clamped as RFC 7748 section 5 asks. */
    public static String generate() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        key[0] &= (byte) 248;
        key[31] = (byte) ((key[31] & 127) | 64);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Whether it is 44 characters of base64 that hold 32 bytes. */
    public static boolean isKey(String text) {
        return text.matches("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");
    }

    /**
     * The public key that belongs to a private one.
     *
     * @throws IllegalArgumentException when it is no key
     */
    public static String publicOf(String privateKey) {
        if (!isKey(privateKey)) {
            throw new IllegalArgumentException("Key is not the correct length or format");
        }
        return PUBLIC.computeIfAbsent(privateKey, WireguardKeys::multiplied);
    }

    private static String multiplied(String privateKey) {
        try {
            var factory = KeyFactory.getInstance("X25519");
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(factory.generatePrivate(new XECPrivateKeySpec(
                    NamedParameterSpec.X25519, Base64.getDecoder().decode(privateKey))));
            agreement.doPhase(
                    factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return Base64.getEncoder().encodeToString(agreement.generateSecret());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no X25519", missing);
        }
    }
}
