package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.outpost.shell.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were computed with OpenSSL from what was tried on cameras; that of ONVIF is the specification's own example. */
class ActivationTest {
    private static final String CHALLENGE = "0123456789abcdef0123456789abcdef";
    private static final Secret PASSWORD = Secret.of("Abc12345");

    @Test
    void sealsAPasswordInTheOldForm() throws GeneralSecurityException {
        assertEquals(
                "4e030ca97370fdecc3367f9970c0b8c34111834cabe29db7b2de5ebbeb5eab51",
                text(Activation.legacy(CHALLENGE, PASSWORD)));
    }

    @Test
    void sealsAPasswordInTheNewForm() throws GeneralSecurityException {
        var iv = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

        assertEquals(
                "325cc0c7bcc1f723b129d1c2a3eb394f3f19164e9cf52fd0448112ed15283a4d",
                text(Activation.v3(CHALLENGE, PASSWORD, iv)));
    }

    @Test
    void sendsAKeyOfTheSizeThatEachFormWants() {
        assertEquals(
                256, text(Activation.with(Activation.Form.LEGACY).publicKey()).length());
        assertEquals(768, text(Activation.with(Activation.Form.V3).publicKey()).length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bm9uc2Vuc2U=", "MDEyMzQ1Njc4OWFiY2RlZg=="})
    void readsNoChallengeThatIsNone(String challenge) {
        var activation = Activation.with(Activation.Form.LEGACY);

        assertThrows(GeneralSecurityException.class, () -> activation.opened(challenge));
    }

    @Test
    void signsAsOnvifsOwnExampleDoes() {
        assertEquals(
                "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
                Onvif.digest(
                        Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg=="),
                        "2010-09-16T07:50:45Z",
                        "userpassword"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Europe/Berlin    | CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00
        Asia/Kolkata     | CST-5:30:00
        UTC              | CST+0:00:00
        America/New_York | CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00
        Africa/Nairobi   | CST-3:00:00
        """)
    void saysAZoneWithTheSignThatCamerasWant(String zone, String expected) {
        assertEquals(expected, new PosixZone(ZoneId.of(zone), Instant.parse("2026-11-27T10:00:00Z")).hikvision());
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }
}
