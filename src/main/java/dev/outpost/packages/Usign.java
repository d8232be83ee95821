package dev.outpost.packages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * usign's keys and signatures, which OpenWrt signs opkg's indexes with: a comment line, then in base64 {@code Ed}, eight bytes that name
 * the key, and the Ed25519 key (32 bytes) or signature (64 bytes). The signature is over the index before compression.
 */
public final class Usign {
    private static final int HEAD = 10;
    private static final int KEY = 32;

    /** What stands before 32 bytes to make an X.509 public key of them (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String id;
    private final byte[] bytes;

    private Usign(String id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /** Of the key, 16 hexadecimal digits: its file's name in {@code /etc/opkg/keys}. */
    public String id() {
        return id;
    }

    /** From a file's text, or from its second line alone. Empty where it is something else. */
    public static Optional<Usign> parse(String text) {
        var line = text.lines().filter(each -> each.startsWith("RW")).findFirst();
        try {
            return line.map(each -> Base64.getDecoder().decode(each.strip().getBytes(StandardCharsets.US_ASCII)))
                    .filter(raw -> raw.length > HEAD && raw[0] == 'E' && raw[1] == 'd')
                    .map(raw -> new Usign(
                            HexFormat.of().formatHex(raw, 2, HEAD), Arrays.copyOfRange(raw, HEAD, raw.length)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this key made the signature of these bytes. */
    public boolean verifies(byte[] message, Usign signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key());
            verifier.update(message);
            return id.equals(signature.id) && verifier.verify(signature.bytes);
        } catch (GeneralSecurityException e) {
            return false; // not a key, or not a signature
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        var encoded = Arrays.copyOf(X509, X509.length + KEY);
        System.arraycopy(bytes, 0, encoded, X509.length, Math.min(KEY, bytes.length));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        return "usign " + id;
    }
}
