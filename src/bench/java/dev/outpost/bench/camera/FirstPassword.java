package dev.outpost.bench.camera;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The camera's side of its first password, in both forms. Written from what others describe of real ones. */
final class FirstPassword {
    private static final HexFormat HEX = HexFormat.of();
    private static final int V3_BITS = 3072;

    private final boolean v3;
    private String secret = "";

    /** @param v3 whether it is firmware of 5.7 or later */
    FirstPassword(boolean v3) {
        this.v3 = v3;
    }

    boolean isV3() {
        return v3;
    }

    /** The challenge for a public key; empty for a key that it does not take. */
    @SuppressWarnings("InsecureCryptoUsage") // as the family does it
    Optional<String> challenge(String publicKey) {
        try {
            var modulus =
                    new BigInteger(new String(Base64.getDecoder().decode(publicKey), StandardCharsets.US_ASCII), 16);
            if (v3 && modulus.bitLength() != V3_BITS) {
                return Optional.empty();
            }
            var random = new byte[16];
            new SecureRandom().nextBytes(random);
            secret = HEX.formatHex(random);
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537))));
            return Optional.of(base64(HEX.formatHex(cipher.doFinal(secret.getBytes(StandardCharsets.US_ASCII)))));
        } catch (GeneralSecurityException | IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /** The password that was sent; empty where it cannot be read, or is too simple. */
    @SuppressWarnings("InsecureCryptoUsage") // as the family does it
    Optional<String> password(String sent, String iv) {
        try {
            var bytes = HEX.parseHex(new String(Base64.getDecoder().decode(sent), StandardCharsets.US_ASCII));
            var key = new SecretKeySpec(HEX.parseHex(secret), "AES");
            Cipher cipher;
            if (v3) {
                cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(HEX.parseHex(iv)));
            } else {
                cipher = Cipher.getInstance("AES/ECB/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, key);
            }
            var plain = new String(cipher.doFinal(bytes), StandardCharsets.US_ASCII).replaceAll("\0+$", "");
            return plain.startsWith(secret.substring(0, 16))
                    ? Optional.of(plain.substring(16)).filter(FirstPassword::isGood)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /** 8 to 16 characters of two kinds at least. */
    private static boolean isGood(String password) {
        var kinds = Stream.of("[0-9]", "[a-z]", "[A-Z]", "[^A-Za-z0-9]")
                .filter(kind -> password.matches(".*" + kind + ".*"))
                .count();
        return password.length() >= 8 && password.length() <= 16 && kinds >= 2;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
