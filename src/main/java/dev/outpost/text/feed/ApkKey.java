package dev.outpost.text.feed;

import dev.outpost.text.Hash;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A key that apk's indexes are signed with: ECDSA, in PEM, as in {@code /etc/apk/keys}. */
public record ApkKey(ECPublicKey key) {
    /** How many bytes of the hash name a key in a signature (adb.h). */
    private static final int ID = 16;

    /** From PEM, or what stands between its two lines. Empty where it is something else. */
    public static Optional<ApkKey> parse(String text) {
        try {
            var encoded = Base64.getDecoder().decode(text.replaceAll("-----[A-Z ]+-----|\\s", ""));
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return key instanceof ECPublicKey ec ? Optional.of(new ApkKey(ec)) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a signature calls it, 32 hexadecimal digits: the start of the SHA-512 of its point on the curve. */
    public String id() {
        var encoded = key.getEncoded();
        var coordinate = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        var point = Arrays.copyOfRange(encoded, encoded.length - 2 * coordinate - 1, encoded.length);
        return HexFormat.of().formatHex(Arrays.copyOf(Hash.of("SHA-512", point), ID));
    }
}
