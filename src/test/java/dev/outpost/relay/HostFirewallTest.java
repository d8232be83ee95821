package dev.outpost.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as the programs that keep them load them; written after their manuals, shortened to what is read. */
class HostFirewallTest {
    private static final String DEBIAN = """
            table inet filter {
            chain input {
            type filter hook input priority filter; policy accept;
            }
            chain forward {
            type filter hook forward priority filter; policy accept;
            }
            }""";

    private static final String STRICT = """
            table inet filter {
            chain input {
            type filter hook input priority filter; policy drop;
            tcp dport 22 accept
            }
            }""";

    private static final String UFW = """
            table ip filter {
            chain INPUT {
            type filter hook input priority filter; policy drop;
            counter packets 9 bytes 800 jump ufw-before-input
            }
            chain FORWARD {
            type filter hook forward priority filter; policy drop;
            }
            chain ufw-user-input {
            tcp dport 22 counter packets 2 bytes 120 accept
            }
            chain ufw-reject-input {
            }
            }""";

    private static final String FIREWALLD = """
            table inet firewalld {
            chain filter_INPUT {
            type filter hook input priority filter + 10; policy accept;
            ct state { established, related } accept
            ct state invalid drop
            reject with icmpx admin-prohibited
            }
            chain filter_FORWARD {
            type filter hook forward priority filter + 10; policy accept;
            reject with icmpx admin-prohibited
            }
            chain filter_IN_public_allow {
            tcp dport 22 ct state { new, untracked } accept
            }
            }""";

    private static final String ORACLE = """
            table ip filter {
            chain INPUT {
            type filter hook input priority filter; policy accept;
            ct state related,established counter packets 7 bytes 500 accept
            tcp dport 22 ct state new counter packets 1 bytes 60 accept
            counter packets 3 bytes 200 reject with icmp host-prohibited
            }
            chain FORWARD {
            type filter hook forward priority filter; policy accept;
            counter packets 0 bytes 0 reject with icmp host-prohibited
            }
            }""";

    private static final String DOCKER = """
            table ip filter {
            chain DOCKER {
            }
            chain FORWARD {
            type filter hook forward priority filter; policy drop;
            counter packets 0 bytes 0 jump DOCKER-USER
            }
            chain DOCKER-USER {
            }
            }""";

    @ParameterizedTest(name = "{0} with ''{1}''")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "debian | | -",
                "strict | | nft insert rule inet filter input udp dport 51820 accept, and the same line in /etc/nftables.conf",
                "strict | udp dport 51820 accept | -",
                "strict | udp dport { 53, 51820 } accept | -",
                "strict | udp dport 51000-52000 accept | -",
                "strict | udp dport 51821 accept | nft insert rule inet filter input udp dport 51820 accept, and the same line in /etc/nftables.conf",
                "ufw | | ufw allow 51820/udp",
                "ufw | udp dport 51820 counter packets 0 bytes 0 accept | -",
                "firewalld | | firewall-cmd --permanent --add-port=51820/udp && firewall-cmd --reload",
                "firewalld | udp dport 51820 ct state { new, untracked } accept | -",
                "oracle | | iptables -I INPUT -p udp --dport 51820 -j ACCEPT && netfilter-persistent save",
                "oracle | udp dport 51820 counter packets 0 bytes 0 accept | -",
                "docker | | -",
            })
    void namesTheOwnersOneRule(String server, String accepted, String rule) {
        var firewall = HostFirewall.of(lines(server, accepted), List.of(), List.of());

        assertEquals(Optional.ofNullable(rule), firewall.opening(51820));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "debian | -",
                "strict | -",
                "ufw | ufw route allow in on outpost0 out on outpost0",
                "docker | iptables -I DOCKER-USER -i outpost0 -o outpost0 -j ACCEPT",
                "oracle | iptables -I FORWARD -i outpost0 -o outpost0 -j ACCEPT && netfilter-persistent save",
            })
    void namesWhoStandsBetweenPeers(String server, String rule) {
        assertEquals(
                Optional.ofNullable(rule),
                HostFirewall.of(lines(server, ""), List.of(), List.of()).between());
    }

    @Test
    void seesRulesThatNftDoesNotShow() {
        var legacy = List.of("-P INPUT DROP", "-P FORWARD ACCEPT", "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT");

        var closed = HostFirewall.of(lines("debian", ""), legacy, List.of());
        var open = HostFirewall.of(
                lines("debian", ""),
                List.of("-P INPUT DROP", "-A INPUT -p udp -m udp --dport 51820 -j ACCEPT"),
                List.of());

        assertEquals(
                Optional.of("iptables-legacy -I INPUT -p udp --dport 51820 -j ACCEPT && netfilter-persistent save"),
                closed.opening(51820));
        assertEquals(Optional.empty(), open.opening(51820));
    }

    /** A bare server, before nft comes there. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-A INPUT -j ufw-before-input | ufw allow 51820/udp",
                "-A INPUT -p tcp --dport 22 -j ACCEPT | iptables -I INPUT -p udp --dport 51820 -j ACCEPT && netfilter-persistent save",
            })
    void isReadByIptablesWhereThereIsNoNft(String line, String rule) {
        var firewall = HostFirewall.of(List.of(), List.of("-P INPUT DROP", line), List.of("iptables"));

        assertEquals(Optional.of(rule), firewall.opening(51820));
    }

    /** What cannot be read may drop anything: it is never called open, and whoever keeps it is named. */
    @ParameterizedTest(name = "{0} kept by {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "unread | - | nft list ruleset and iptables -S show its rules: let UDP 51820 in by the program that keeps them",
                "unread | ufw | ufw allow 51820/udp",
                "unread | firewalld | firewall-cmd --permanent --add-port=51820/udp && firewall-cmd --reload",
                "table inet firewalld { | - | firewall-cmd --permanent --add-port=51820/udp && firewall-cmd --reload",
                "type filter hook input priority filter; policy accept; | firewalld | firewall-cmd --permanent --add-port=51820/udp && firewall-cmd --reload",
            })
    void isUnknownWhereItsRulesAreNotUnderstood(String rules, String keeper, String rule) {
        var firewall = HostFirewall.of(
                List.of(rules), List.of(), Optional.ofNullable(keeper).stream().toList());

        assertTrue(firewall.unknown());
        assertEquals(Optional.of(rule), firewall.opening(51820));
    }

    @Test
    void isOpenWhereThereIsNone() {
        var firewall = HostFirewall.of(lines("debian", ""), List.of(), List.of());

        assertFalse(firewall.unknown());
        assertEquals(Optional.empty(), firewall.opening(51820));
    }

    @Test
    void isNotItsOwnEnemy() {
        var ours = """
                table inet outpost {
                chain forward {
                type filter hook forward priority filter; policy drop;
                }
                }""";

        assertEquals(
                List.of(),
                HostFirewall.of(ours.lines().toList(), List.of(), List.of()).forward());
    }

    private static List<String> lines(String server, String accepted) {
        var text = switch (server) {
            case "debian" -> DEBIAN;
            case "strict" -> STRICT;
            case "ufw" -> UFW;
            case "firewalld" -> FIREWALLD;
            case "oracle" -> ORACLE;
            case "docker" -> DOCKER;
            default -> throw new IllegalArgumentException(server);
        };
        var more = accepted == null ? "" : accepted;
        return text.replaceFirst("(tcp dport 22 [^\n]*accept)", "$1\n" + more)
                .lines()
                .toList();
    }
}
