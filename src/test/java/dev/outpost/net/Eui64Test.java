package dev.outpost.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Eui64Test {
    @ParameterizedTest
    @CsvSource({
        "02:00:5e:00:00:0f, fe80::5eff:fe00:f",
        "50:d4:f7:00:11:22, fe80::52d4:f7ff:fe00:1122",
        "98:da:c4:01:02:03, fe80::9ada:c4ff:fe01:203",
        "00:00:00:00:00:01, fe80::200:ff:fe00:1"
    })
    void goesBothWays(String mac, String address) {
        assertEquals(address, Eui64.linkLocal(mac));
        assertEquals(Optional.of(mac), Eui64.mac(address + "%eth0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "fe80::e8c1:1234:5678:9abc", "fe80::1:2:3:4", "192.168.1.1", ""})
    void knowsAnAddressThatWasMadeInAnotherWay(String address) {
        assertEquals(Optional.empty(), Eui64.mac(address));
    }

    @Test
    void readsWhatProgramsPrint() {
        assertEquals(Set.of("fe80::5eff:fe00:f", "fe80::1"), LinkLocal.in("""
                        64 bytes from fe80::5eff:fe00:f%eth0: icmp_seq=1 ttl=64 time=0.05 ms
                        fe80:0:0:0:0:0:0:1 dev eth0 lladdr 02:00:5e:00:00:01 REACHABLE
                        2001:db8:fe80::7 and fe80:::: are none"""));
    }
}
