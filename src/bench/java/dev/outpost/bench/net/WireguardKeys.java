package dev.outpost.bench.net;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** Curve25519 keys as {@code wg genkey} and {@code wg pubkey} make them: 32 bytes in base64. */
public final class WireguardKeys {
    /** The network asks for the same few keys again and again. */
    private static final Map<String, String> PUBLIC = new ConcurrentHashMap<>();

    private WireguardKeys() {}

    /** A new private key, clamped as RFC 7748 section 5 asks. */
    public static String generate() {
        return Base64.getEncoder().encodeToString(new X25519PrivateKeyParameters(new SecureRandom()).getEncoded());
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
        return PUBLIC.computeIfAbsent(
                privateKey,
                key -> Base64.getEncoder()
                        .encodeToString(new X25519PrivateKeyParameters(
                                        Base64.getDecoder().decode(key))
                                .generatePublicKey()
                                .getEncoded()));
    }
}
