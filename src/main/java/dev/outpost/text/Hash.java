package dev.outpost.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of those kinds that every JDK has. */
public final class Hash {
    private Hash() {}

    /** @param kind as the JDK calls it: {@code SHA-512} */
    public static byte[] of(String kind, byte[] content) {
        try {
            return MessageDigest.getInstance(kind).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + kind, e);
        }
    }

    /** As sha256sum prints it: 64 hexadecimal digits in small letters. */
    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(of("SHA-256", content));
    }
}
