package dev.outpost.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop made of files. */
class NicsTest {
    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void aLaptop() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes
                    lo: 0 0 0 0 0 0 0 0
                  eth0: 0 0 0 0 0 0 0 0
                 wlan0: 0 0 0 0 0 0 0 0
                  tap0: 0 0 0 0 0 0 0 0
                 v-lan: 0 0 0 0 0 0 0 0
                bench0: 0 0 0 0 0 0 0 0
                 port1: 0 0 0 0 0 0 0 0
                virbr0: 0 0 0 0 0 0 0 0
                  wwp0: 0 0 0 0 0 0 0 0
                 mynet: 0 0 0 0 0 0 0 0
                """);
        Files.writeString(root.resolve("proc/net/if_inet6"), """
                fe80000000000000524d4ffffe001122 02 40 20 80     eth0
                20010db8000000000000000000000001 02 40 00 80     eth0
                fe80000000000000020000fffe000001 05 40 20 80   bench0
                00000000000000000000000000000001 01 80 10 80       lo
                """);
        nic("eth0", "1", "type", "1\n", "flags", "0x1003\n");
        nic("wlan0", "1", "type", "1\n", "uevent", "DEVTYPE=wlan\n");
        nic("tap0", "1", "type", "1\n", "tun_flags", "0x1002\n");
        nic("v-lan", "0", "type", "1\n");
        nic("bench0", "1", "type", "1\n", "bridge/bridge_id", "8000\n", "brif/port1/state", "3\n");
        nic("port1", "1", "type", "1\n", "brport/state", "3\n");
        nic("virbr0", "1", "type", "1\n", "bridge/bridge_id", "8000\n");
        nic("wwp0", "1", "type", "65534\n");
        nic("mynet", "1", "type", "1\n", "tun_flags", "0x1002\n");
    }

    private void nic(String name, String carrier, String... files) throws IOException {
        var folder = root.resolve("sys/class/net").resolve(name);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("carrier"), carrier + "\n");
        for (var i = 0; i < files.length; i += 2) {
            var file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
    }

    @Test
    void looksAtWiresOnly() {
        assertEquals(
                List.of("bench0", "eth0", "v-lan"),
                Nics.wired(root).stream().map(Nic::name).toList());
        assertFalse(Nics.named(root, "tap0").orElseThrow().wired(), "a tunnel");
        assertEquals(Optional.empty(), Nics.named(root, "lo"));
    }

    @Test
    void knowsWhatAnInterfaceIsCalledItself() {
        var eth0 = Nics.named(root, "eth0").orElseThrow();

        assertEquals(Set.of("fe80::524d:4fff:fe00:1122"), eth0.linkLocals());
        assertTrue(eth0.canAsk());
        assertFalse(Nics.named(root, "v-lan").orElseThrow().canAsk(), "nothing is plugged in");
    }

    @Test
    void judgesByTheNameWhereSysfsIsAnothersOrMissing() throws IOException {
        Files.writeString(root.resolve("proc/net/dev"), "  enp3s0: 0 0\n  tun7: 0 0\n  docker0: 0 0\n");

        assertEquals(
                List.of("bench0", "enp3s0", "eth0"),
                Nics.wired(root).stream().map(Nic::name).toList());
    }

    @Test
    void readsWhoHasWhichAddress() throws IOException {
        Files.writeString(root.resolve("proc/net/arp"), """
                IP address       HW type     Flags       HW address            Mask     Device
                192.168.1.1      0x1         0x2         50:D4:F7:00:11:22     *        eth0
                192.168.1.64     0x1         0x0         00:00:00:00:00:00     *        eth0
                192.168.43.1     0x1         0x2         02:00:00:00:00:01     *        wlan0
                """);

        var table = ArpTable.in(root);

        assertEquals(Optional.of("50:d4:f7:00:11:22"), table.mac("192.168.1.1", "eth0"));
        assertEquals(Optional.empty(), table.mac("192.168.1.64", "eth0"));
        assertEquals(List.of("02:00:00:00:00:01"), table.macs("wlan0"));
    }
}
