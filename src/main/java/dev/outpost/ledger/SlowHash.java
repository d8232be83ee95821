package dev.outpost.ledger;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Recognizes a number again that is written down nowhere: {@code SALT HASH}, each with a salt of its own, by PBKDF2 with HMAC-SHA-256. A card's
 * number has some ten digits that can be guessed at, a PIN four: each guess has its price.
 */
public final class SlowHash {
    private static final int ROUNDS = 50_000;
    private static final int BITS = 256;
    private static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SlowHash() {}

    /** A new entry for it. */
    public static String of(String number) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return entry(salt, number);
    }

    /** Whether the entry was made of this number; what is no entry is of none. */
    public static boolean matches(String entry, String number) {
        var parts = entry.split(" ", -1);
        return parts.length == 2
                && parts[0].matches("(?:[0-9a-f]{2})+")
                && entry(HexFormat.of().parseHex(parts[0]), number).equals(entry);
    }

    private static String entry(byte[] salt, String number) {
        try {
            var spec = new PBEKeySpec(number.toCharArray(), salt, ROUNDS, BITS);
            var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return HexFormat.of().formatHex(salt) + " " + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }
}
