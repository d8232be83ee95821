package dev.outpost.ledger;

import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognizes a dongle again without its IMEI being written down: HMAC-SHA256 with a random key of this state, 0600. There are few IMEIs of one
 * kind of dongle, so a digest without a key would give it away.
 *
 * <p>A mark is the key's own short name, a colon, and the digest: one that another state made is not comparable, which is not the same as
 * another dongle.
 */
public final class FingerprintSalt {
    private static final int BYTES = 32;
    private static final int NAME_LENGTH = 8;
    private static final int SHORTEST_SERIAL = 6;

    /** What makers write where they do not count. */
    private static final String NO_SERIAL = "(?i)0123456789ABCDEF|1234567890ABCDEF|(.)\\1*|0*123456789?0?";

    private final byte[] key;

    private FingerprintSalt(byte[] key) {
        this.key = key;
    }

    /** The key in this folder, made if there is none. */
    public static FingerprintSalt in(Path folder) {
        var file = folder.resolve("dongles");
        var known = known(folder);
        if (known.isPresent()) {
            return known.get();
        }
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        PrivateFiles.write(file, HexFormat.of().formatHex(fresh) + "\n");
        return new FingerprintSalt(fresh);
    }

    /** The key in this folder, if there is one. */
    public static Optional<FingerprintSalt> known(Path folder) {
        return PrivateFiles.read(folder.resolve("dongles"))
                .map(String::strip)
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(hex -> new FingerprintSalt(HexFormat.of().parseHex(hex)));
    }

    /** The mark of an IMEI. */
    public String imei(String digits) {
        return mark("imei", digits);
    }

    /**
     * The mark of a device's USB serial number, where that means something.
     *
     * @param id vendor and product, {@code 12d1:1506}
     */
    public Optional<String> serial(String id, String serial) {
        return Optional.of(serial)
                .filter(text -> text.length() >= SHORTEST_SERIAL && !text.matches(NO_SERIAL))
                .map(text -> mark("serial " + id, text));
    }

    /** Whether both are the same; empty where one is missing or another state made it. */
    public static Optional<Boolean> same(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty() || !name(one.get()).equals(name(other.get()))) {
            return Optional.empty();
        }
        return Optional.of(one.get().equals(other.get()));
    }

    private static String name(String mark) {
        return mark.replaceFirst(":.*", "");
    }

    private String mark(String kind, String value) {
        var digest = HexFormat.of().formatHex(hmac(kind + " " + value));
        return name() + ":" + digest.substring(0, 32);
    }

    private String name() {
        return Hash.sha256(key).substring(0, NAME_LENGTH);
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
