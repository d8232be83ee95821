package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.router.RouterFacts.Overlay;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterFactsTest {
    @ParameterizedTest
    @ValueSource(strings = {"24.10", "main"})
    void takesTheDefaultsOfBothGenerationsForFresh(String generation) {
        assertEquals(List.of(), Freshness.of(Looked.freshly(generation).facts()).signs());
    }

    /** facts/behaviours.md#11 and #28: a scalar with a netmask on 24.10, a list with prefixes on main. */
    @ParameterizedTest
    @CsvSource({"24.10, false", "main, true"})
    void readsTheLansAddressInBothShapes(String generation, boolean list) {
        var facts = Looked.freshly(generation).facts();

        assertEquals(Optional.of("192.168.1.1"), facts.lanAddress());
        assertEquals(Optional.of(new LanAddress("192.168.1.1", 24, list)), LanAddress.of(facts));
    }

    /** facts/behaviours.md#28: the wan zone drops on main and rejects on 24.10; both sections have no name, so neither a place nor an index tells which it is. */
    @ParameterizedTest
    @CsvSource({"24.10, REJECT", "main, DROP"})
    void findsZonesByTheirOwnName(String generation, String forward) {
        var zones = Zone.of(Looked.freshly(generation).facts());

        assertEquals(List.of("lan", "wan"), zones.stream().map(Zone::name).toList());
        assertEquals(new Zone("wan", List.of("wan", "wan6"), List.of(), "REJECT", forward, true), zones.getLast());
    }

    @Test
    void namesWhatMakesARouterNotFresh() {
        var facts = Looked.freshly("main")
                .says("password", "set\n")
                .says("keys", "ssh-rsa AAAA somebody\n")
                .says("system", "config system\n\toption hostname 'attic'\n")
                .facts();

        var signs = Freshness.of(facts).signs();

        assertEquals(List.of("root has a password", "1 SSH key may log in", "its name is attic"), signs);
    }

    /** facts/behaviours.md#15: uci goes on past a broken file; taken for an empty one, its router would look fresh. */
    @Test
    void tellsABrokenConfigurationFromAnEmptyOne() {
        var looked = Looked.freshly("24.10").says("network", "unreadable\n");

        var problem = assertThrows(ProblemException.class, looked::facts).problem();

        assertEquals(ProblemCode.ROUTER_CONFIG_BROKEN, problem.code());
        assertTrue(problem.next().contains("uci export network"), problem.next());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /dev/root /rom squashfs ro,relatime 0 0¶/dev/mtdblock6 /overlay jffs2 rw,noatime 0 0¶overlayfs:/overlay / overlay rw,noatime 0 0 | READY
            overlayfs:/tmp/root / overlay rw,noatime 0 0 | NOT_YET
            overlayfs:/overlay / overlay ro,noatime 0 0  | READ_ONLY
            /dev/root / ext4 rw,noatime 0 0              | NONE
            tmpfs / tmpfs rw 0 0                         | RAM
            """)
    void tellsWhatBecomesOfWhatIsWritten(String mounts, Overlay overlay) {
        var facts = new Looked().says("mounts", mounts.replace('¶', '\n')).facts();

        assertEquals(overlay, facts.space().overlay());
    }

    /** Where each file takes whole blocks, a set of packages takes more than its bytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /dev/mtdblock6 /overlay jffs2 rw 0 0¶overlayfs:/overlay / overlay rw 0 0   | 1
            /dev/ubi0_1 /overlay ubifs rw 0 0¶overlayfs:/overlay / overlay rw 0 0      | 1
            /dev/loop0 /overlay f2fs rw 0 0¶overlayfs:/overlay / overlay rw 0 0        | 4096
            overlayfs:/overlay / overlay rw 0 0¶/dev/loop0 /overlay ext4 rw 0 0        | 4096
            /dev/root / ext4 rw,noatime 0 0                                            | 4096
            overlayfs:/tmp/root / overlay rw,noatime 0 0                               | 1
            """)
    void tellsWhetherFilesArePacked(String mounts, int block) {
        assertEquals(
                block,
                new Looked()
                        .says("mounts", mounts.replace('¶', '\n'))
                        .facts()
                        .space()
                        .block());
    }

    /** Modem handlers make children; all of them share the layer-3 device. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wan:ncm:wwan0: lan:static:br-lan:192.168.1.1 wan_4:dhcp:wwan0:100.72.1.9  | 100.72.1.9
            wan:mbim:wwan0: wan_4:static:wwan0:100.72.1.8                             | 100.72.1.8
            wan:3g:3g-wan:100.72.1.7 lan:static:br-lan:192.168.1.1                    | 100.72.1.7
            wan:qmi:wwan0: modem4:dhcp:wwan0:100.72.1.6                               | 100.72.1.6
            lan:static:br-lan:192.168.1.1                                             |
            """)
    void findsTheAddressOfWanWhereverItStands(String interfaces, String address) {
        var rows = new StringBuilder();
        for (var each : interfaces.strip().split(" +")) {
            var words = each.split(":", -1);
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("{\"interface\":\"%s\",\"up\":true,\"proto\":\"%s\",\"l3_device\":\"%s\""
                            .formatted(words[0], words[1], words[2]))
                    .append(
                            words[3].isEmpty()
                                    ? ""
                                    : ",\"ipv4-address\":[{\"address\":\"" + words[3] + "\",\"mask\":24}]")
                    .append('}');
        }

        var facts = new Looked()
                .says("interfaces", "{\"interface\":[" + rows + "]}")
                .facts();

        assertEquals(Optional.ofNullable(address), facts.wanAddress());
    }

    /** facts/behaviours.md#27: ubus fails with one of many statuses and may print anything; nothing is known then. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Command failed: Not found\n", "{\"interface\": 3}", "{\"interface\":[3, {}]}", "[[[["})
    void knowsNoInterfaceWhereUbusDidNotAnswer(String answer) {
        assertFalse(new Looked().says("interfaces", answer).facts().interfaces().containsKey("wan"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eth0 eth0.1 br-lan lo            | device(br-lan,eth0.1) switch_vlan(1,0 6t)                            | 1 | 1
            eth0 eth0.1 eth0.2 br-lan        | device(br-lan,eth0.1) switch_vlan(1,1 2 3 4 6t) switch_vlan(2,0 6t) | 5 | 4
            eth0 lan1 lan2 lan3 wan br-lan   | device(br-lan,lan1 lan2 lan3)                                        | 4 | 3
            eth0 eth1 br-lan                 | device(br-lan,eth0)                                                  | 2 | 1
            eth0 br-lan                      | device(br-lan,eth0)                                                  | 1 | 1
            """)
    void countsTheSocketsOfEveryKindOfBoard(String netdevs, String sections, int all, int lan) {
        var network = new StringBuilder("config interface 'lan'\n\toption device 'br-lan'\n");
        for (var each : sections.strip().split("(?<=\\)) ")) {
            var words = each.strip().split("[(),]");
            if (words[0].equals("device")) {
                network.append("config device\n\toption name '")
                        .append(words[1])
                        .append("'\n");
                for (var port : words[2].split(" ")) {
                    network.append("\tlist ports '").append(port).append("'\n");
                }
            } else {
                network.append(
                        "config switch_vlan\n\toption vlan '%s'\n\toption ports '%s'\n".formatted(words[1], words[2]));
            }
        }

        var facts = new Looked()
                .says("board", "netdev " + netdevs.strip().replace(" ", "\nnetdev ") + "\n")
                .says("network", network.toString())
                .facts();

        assertEquals(new EthernetPorts(all, lan), facts.board().ports());
    }

    /** A dongle of the kind that is an Ethernet device. */
    @Test
    void takesNoDongleForASocket() {
        var facts = new Looked()
                .says("board", "netdev eth0\nnetdev eth1\nnetdev usb0\n")
                .says("usb", "1-1:1.0/net/eth1\t\n")
                .facts();

        assertTrue(facts.board().hasOnePort());
    }

    @Test
    void knowsTheKernelsBuildFromBothPackageLists() {
        var opkg = new Looked()
                .says("manager", "opkg\n")
                .says(
                        "packages",
                        "Package: kernel\nVersion: 6.6.144~4ca73159125334b180ac4bba6dc45839-r1\nStatus: install hold installed\n")
                .facts();
        var apk = new Looked()
                .says("manager", "apk\n")
                .says("packages", "P:kernel\nV:6.12.87~dd1e7bca7d6061baf1883457e6958101-r1\n\n")
                .facts();

        assertEquals("6.6.144~4ca73159125334b180ac4bba6dc45839-r1", opkg.board().kernel());
        assertEquals("6.12.87~dd1e7bca7d6061baf1883457e6958101-r1", apk.board().kernel());
    }

    /** As netifd of 24.10 printed it: the LAN's unique local address stands in the prefix that was assigned, not among the addresses. */
    @Test
    void theLansUniqueLocalAddressIsOneOfItsAddresses() {
        var lan = """
                {"interface":[{"interface":"lan","up":true,"proto":"static","l3_device":"br-lan","ipv6-address":[],
                "ipv6-prefix-assignment":[{"address":"fd83:23ac:a97a::","mask":60,"local-address":{"address":"fd83:23ac:a97a::1","mask":60}}]},
                {"interface":"wan6","up":true,"ipv6-address":[{"address":"2001:db8::5","mask":64}],"ipv6-prefix-assignment":[{"address":"fd00::","mask":60}]}]}
                """;

        var read = new Looked().says("interfaces", lan).facts().interfaces();

        assertEquals(
                java.util.List.of("fd83:23ac:a97a::1"),
                Objects.requireNonNull(read.get("lan")).addresses6());
        assertEquals(
                java.util.List.of("2001:db8::5"),
                Objects.requireNonNull(read.get("wan6")).addresses6());
    }
}
