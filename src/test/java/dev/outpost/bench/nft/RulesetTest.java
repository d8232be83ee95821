package dev.outpost.bench.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Protocol;
import dev.outpost.bench.nft.Statement.Word;
import dev.outpost.net.Ipv4;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetTest {

    private static final String TABLE = """
            table inet mine {
            }
            delete table inet mine
            table inet mine {
            	set may_view {
            		type ipv4_addr . ipv4_addr
            		elements = { 10.77.240.1 . 10.77.0.18,
            			     10.77.240.2 . 10.77.0.18 }
            	}

            	set public_from {
            		type inet_service . ipv4_addr
            		flags interval
            		elements = { 8554 . 203.0.113.0/24 }
            	}

            	chain prerouting {
            		type nat hook prerouting priority dstnat; policy accept;
            		iifname != "tun0" fib daddr type local tcp dport . ip saddr @public_from dnat ip to 10.77.0.18:554
            	}

            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname != "tun0" oifname != "tun0" accept
            		tcp flags syn tcp option maxseg size set rt mtu
            		ct state established,related accept
            		iifname "tun0" oifname "tun0" ip saddr . ip daddr @may_view accept
            		ct status dnat oifname "tun0" tcp dport { 554, 8000-8010 } counter accept
            		drop
            	}

            	chain postrouting {
            		type nat hook postrouting priority srcnat; policy accept;
            		oifname "tun0" ct status dnat masquerade
            	}
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "tun0, tun0, 10.77.240.1, 10.77.0.18, false, ACCEPT",
        "tun0, tun0, 10.77.240.3, 10.77.0.18, false, DROP",
        "eth0, eth1, 192.0.2.1,   198.51.100.1, false, ACCEPT",
        "eth0, tun0, 192.0.2.1,   10.77.0.18, false, DROP",
        "eth0, tun0, 192.0.2.1,   10.77.0.18, true, ACCEPT",
    })
    void judgesForwardedPacketsAsWritten(
            String in, String out, String source, String destination, boolean translated, Word expected)
            throws NftError {
        var packet = packet(in, out, source, destination, 554, translated);

        assertEquals(expected, new Evaluation(Ruleset.EMPTY.load(TABLE)).filter("forward", packet));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, 10.77.0.18:554", "198.51.100.9, none"})
    void sendsAPublishedPortToItsCameraForThoseItIsFor(String source, String expected) throws NftError {
        var packet = new Packet(
                new Flow(Protocol.TCP, Ipv4.of(source), Ipv4.of("203.0.113.10"), 8554),
                Optional.of("eth0"),
                Optional.empty(),
                false,
                false,
                true);

        var sent = new Evaluation(Ruleset.EMPTY.load(TABLE)).sent(packet).map(Evaluation.Sent::flow);

        assertEquals(
                expected,
                sent.map(flow -> flow.destination() + ":" + flow.port()).orElse("none"));
    }

    @Test
    void answersOfKnownConnectionsPassEverywhere() throws NftError {
        var answer = new Packet(
                new Flow(Protocol.TCP, Ipv4.of("10.77.0.18"), Ipv4.of("10.77.240.3"), 40_000),
                Optional.of("tun0"),
                Optional.of("tun0"),
                true,
                false,
                false);

        assertEquals(Word.ACCEPT, new Evaluation(Ruleset.EMPTY.load(TABLE)).filter("forward", answer));
    }

    @Test
    void loadingTheSameFileTwiceChangesNothing() throws NftError {
        var once = Ruleset.EMPTY.load(TABLE);

        assertEquals(once.text(), once.load(TABLE).text());
    }

    @Test
    void printsWhatItReadsBack() throws NftError {
        var text = Ruleset.EMPTY.load(TABLE).text();

        assertEquals(text, Ruleset.EMPTY.load(text).text());
        assertTrue(text.contains("\t\tct state established,related accept\n"), text);
        assertTrue(
                text.contains("elements = { 10.77.240.1 . 10.77.0.18,\n\t\t\t     10.77.240.2 . 10.77.0.18 }"), text);
    }

    @Test
    void leavesTheTablesOfOthersAlone() throws NftError {
        var foreign = Ruleset.EMPTY.load(
                "table ip theirs { chain input { type filter hook input priority 0; policy drop; tcp dport 22 accept; }; }");

        var both = foreign.load(TABLE);

        assertEquals("table ip theirs\ntable inet mine\n", both.names());
        assertEquals(foreign.text(), both.load("delete table inet mine").text());
    }

    /** Each line was given to nft 1.0.6; the words are its own, but for the misspelt "tpc". */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            chain c { tcp dport 22 accept }                     | Error: syntax error, unexpected '}', expecting newline or semicolon
            chain fwd { }                                       | Error: syntax error, unexpected fwd, expecting string
            chain c { ip saddr @nobody accept; }                | No such file or directory
            chain c { jump nowhere; }                           | Error: Could not process rule: No such file or directory
            set s { type inet_service; elements = { 70000 } }   | Error: Service out of range
            chain c { ip saddr 10.0.0.300 accept; }             | Error: Could not resolve hostname: Name or service not known
            chain c { type filter hook sideways priority 0; }   | Error: unknown chain hook
            chain c { tpc dport 22 accept; }                    | Error: syntax error
            """)
    void refusesWhatNftRefusesInItsWords(String inTable, String words) {
        var text = "table inet mine {\n" + inTable + "\n}\n";

        var error = assertThrows(NftError.class, () -> Ruleset.EMPTY.load(text));

        var report = error.report("/x.nft", text);
        assertTrue(report.startsWith("/x.nft:2:"), report);
        assertTrue(report.contains(words), report);
    }

    @Test
    void oneBadLineLoadsNothing() {
        assertThrows(NftError.class, () -> Ruleset.EMPTY.load(TABLE + "delete table inet unknown\n"));
    }

    private static Packet packet(
            String in, String out, String source, String destination, int port, boolean translated) {
        return new Packet(
                new Flow(Protocol.TCP, Ipv4.of(source), Ipv4.of(destination), port),
                Optional.of(in),
                Optional.of(out),
                false,
                translated,
                false);
    }
}
