package dev.outpost.bench.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WireguardKeysTest {

    /** A pair made for this test with wg genkey and wg pubkey of wireguard-tools 1.0.20210914. */
    @Test
    void findsThePublicKeyThatWgFinds() {
        assertEquals(
                "0fnU3dIg9jq+4Yy/NDO1JPBVrxYstWSDuWQLsrQGAjQ=",
                WireguardKeys.publicOf("+EexPBWsC9oa0Wy4Dj1st39g2i0fMlvLFqUkLt83hFQ="));
    }

    @Test
    void makesKeysThatAreKeysAndDiffer() {
        var key = WireguardKeys.generate();

        assertTrue(WireguardKeys.isKey(key), key);
        assertNotEquals(key, WireguardKeys.generate());
    }

    @Test
    void refusesWhatIsNoKey() {
        assertFalse(WireguardKeys.isKey("short"));
        assertThrows(IllegalArgumentException.class, () -> WireguardKeys.publicOf("short"));
    }
}
