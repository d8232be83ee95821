package dev.outpost.bench.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "10.77.0.16/28, 10.77.0.31,      true",
        "10.77.0.16/28, 10.77.0.32,      false",
        "10.77.0.17,    10.77.0.17,      true",
        "10.77.0.17,    10.77.0.16,      false",
        "0.0.0.0/0,     255.255.255.255, true",
        "192.168.1.1/24, 192.168.1.64,   true",
    })
    void containsItsAddressesOnly(String prefix, String address, boolean expected) {
        assertEquals(expected, Prefix.of(prefix).contains(Ip4.of(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "10.0.0.256", "10.0.0.-1", "", "a.b.c.d", "10.0.0.1.1"})
    void refusesWhatIsNoAddress(String text) {
        assertFalse(Ip4.isAddress(text));
        assertThrows(IllegalArgumentException.class, () -> Ip4.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x"})
    void refusesWhatIsNoPrefix(String text) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.of(text));
    }
}
