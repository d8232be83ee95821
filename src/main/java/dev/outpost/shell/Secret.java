package dev.outpost.shell;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A password or key that prints as stars everywhere; only {@link #reveal()} gives it away. */
public final class Secret {
    private final char[] characters;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    public static Secret of(CharSequence text) {
        return new Secret(text.toString().toCharArray());
    }

    /** The text itself: for the one place that hands it over. */
    public String reveal() {
        return new String(characters);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(utf8(), secret.utf8());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    @Override
    public String toString() {
        return "*****";
    }

    private byte[] utf8() {
        return reveal().getBytes(StandardCharsets.UTF_8);
    }
}
