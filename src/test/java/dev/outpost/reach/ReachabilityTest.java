package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Observer;
import dev.outpost.reach.AddressReport.NatKind;
import dev.outpost.site.AccessWish.SoldAs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {
    private static final String BOX = "the HiLink stick";

    /** Addresses on the interface, what others see (by comma), the contract, whether a box stands between. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            198.18.0.1                 |                             | UNKNOWN | box | BehindNat        | the HiLink stick
            198.19.255.255             | 93.184.215.14               | UNKNOWN |     | CarrierNat       | RFC 2544
            198.20.0.1                 | 198.20.0.1                  | STATIC  |     | StaticPublic     | static
            198.17.255.255             | 198.17.255.255              | UNKNOWN |     | DynamicPublic    | outside sees the same
            93.184.215.14              | 93.184.215.14               | STATIC  |     | StaticPublic     | static
            93.184.215.14              | 93.184.215.14               | DYNAMIC |     | DynamicPublic    | not sold as static
            93.184.215.14              | 93.184.215.14,93.184.215.14 | UNKNOWN |     | DynamicPublic    | outside sees the same
            93.184.215.14              | 93.184.215.14,23.192.228.80 | STATIC  |     | TranslatedPublic | they disagree
            93.184.215.14              | 23.192.228.80               | STATIC  |     | TranslatedPublic | translated on the way
            25.10.11.12                | 23.192.228.80               | STATIC  |     | TranslatedPublic | operators borrow
            25.10.11.12                | 25.10.11.12                 | STATIC  |     | StaticPublic     | static
            25.10.11.12                |                             | STATIC  |     | Unconfirmed      | nobody outside
            93.184.215.14              |                             | STATIC  |     | Unconfirmed      | nobody outside
            93.184.215.14              | 10.0.0.9                    | STATIC  |     | Unconfirmed      | nobody outside
            203.0.113.7                | 203.0.113.7                 | STATIC  |     | StaticPublic     | static
            203.0.113.7                |                             | STATIC  |     | CarrierNat       | RFC 5737
            192.0.2.200                | 198.51.100.77               | UNKNOWN |     | CarrierNat       | RFC 5737
            100.72.1.9                 | 198.51.100.77               | STATIC  |     | CarrierNat       | RFC 6598
            100.72.1.9                 | 198.51.100.77               | UNKNOWN | box | CarrierNat       | RFC 6598
            100.72.1.9                 | 100.72.1.9                  | STATIC  |     | CarrierNat       | RFC 6598
            100.72.1.9                 | 23.192.228.80,93.184.215.14 | UNKNOWN |     | CarrierNat       | they disagree
            100.64.0.0                 |                             | UNKNOWN |     | CarrierNat       | RFC 6598
            100.127.255.255            |                             | UNKNOWN |     | CarrierNat       | RFC 6598
            100.128.0.0                | 100.128.0.0                 | STATIC  |     | StaticPublic     | static
            100.63.255.255             | 100.63.255.255              | DYNAMIC |     | DynamicPublic    | not sold as static
            10.1.2.3                   |                             | STATIC  |     | CarrierNat       | RFC 1918, 10.0.0.0/8
            10.1.2.3                   | 10.1.2.3                    | STATIC  |     | CarrierNat       | RFC 1918, 10.0.0.0/8
            172.31.0.1                 |                             | UNKNOWN |     | CarrierNat       | RFC 1918, 172.16.0.0/12
            172.32.0.1                 | 172.32.0.1                  | STATIC  |     | StaticPublic     | static
            192.168.8.100              | 93.184.215.14               | STATIC  | box | BehindNat        | the HiLink stick
            192.168.8.100              |                             | STATIC  |     | CarrierNat       | RFC 1918
            169.254.3.4                |                             | UNKNOWN |     | Unknown          | nobody gives it one
            169.254.3.4;93.184.215.14  | 93.184.215.14               | STATIC  |     | StaticPublic     | static
            0.0.0.0                    |                             | STATIC  |     | Unknown          | no address
            127.0.0.1                  |                             | STATIC  |     | CarrierNat       | not an address of the internet
            240.0.0.1                  |                             | STATIC  |     | CarrierNat       | not an address of the internet
            192.0.0.4                  |                             | STATIC  |     | Ipv6Only         | 464XLAT
            192.0.0.4;2a01:db8::1      | 93.184.215.14               | STATIC  |     | Ipv6Only         | 464XLAT
            2a01:db8::1                |                             | STATIC  |     | Ipv6Only         | 2a01:db8::1
            2001:db8::1                | 93.184.215.14               | STATIC  |     | Ipv6Only         | 2001:db8::1
            fe80::1                    |                             | STATIC  |     | Unknown          | only fe80::1
            fd00::1;fe80::1            |                             | STATIC  |     | Unknown          | of the internet
            93.184.215                 |                             | STATIC  |     | Unknown          | no address
            $(reboot)                  | 93.184.215.14               | STATIC  |     | Unknown          | no address
            ''                         | 93.184.215.14               | STATIC  |     | Unknown          | no address
            """)
    void findsWhoCanCall(String own, String seen, SoldAs soldAs, String box, String kind, String because) {
        var line = Line.of(own.split(";"))
                .soldAs(soldAs)
                .behind(Optional.ofNullable(box).map(_ -> BOX))
                .seen(
                        seen == null
                                ? Stream.of()
                                : Arrays.stream(seen.split(",")).map(ReachabilityTest::sighting));

        var reach = Reachability.classify(line);

        assertEquals(kind, reach.word(), reach.evidence());
        assertTrue(reach.evidence().contains(because), reach.evidence());
    }

    private static Line.Sighting sighting(String address) {
        return new Line.Sighting("stun:" + address.charAt(0), Ipv4.of(address));
    }

    @Test
    void showsTheRangeThatGaveItAway() {
        var reach = Reachability.classify(Line.of("100.72.1.9").seen(Stream.of(sighting("198.51.100.77"))));

        assertEquals(
                "100.72.1.9: shared address space of carrier NAT (RFC 6598, 100.64.0.0/10); the outside sees 198.51.100.77",
                reach.evidence());
    }

    @Test
    void onlyWhatWasComparedIsPublic() {
        assertEquals(
                Optional.empty(),
                Reachability.classify(Line.of("93.184.215.14")).isPublic());
        assertEquals(
                Optional.of(true),
                Reachability.classify(Line.of("93.184.215.14").seen(Stream.of(sighting("93.184.215.14"))))
                        .isPublic());
        assertEquals(
                Optional.of(false), Reachability.classify(Line.of("10.0.0.1")).isPublic());
        assertEquals(List.of(), Line.of("10.0.0.1").fromOutside());
    }

    /** Nobody is blamed for not seeing what is not there. */
    @Test
    void aLineWithoutAnAddressIsToldBeforeAnObserverThatIsSilent() {
        var line = Line.of();
        var silent = Asked.failed(Observer.parse("stun:a.example").orElseThrow(), "silence", Duration.ZERO);
        var report = new AddressReport(
                "here", line, Reachability.classify(line), List.of(silent), NatKind.UNKNOWN, "", Duration.ZERO);

        var problem = report.problem().orElseThrow();

        assertEquals("WAY-ADDRESS-UNKNOWN", problem.code().toString());
        assertTrue(problem.next().contains("bring the line up"), problem.next());
    }
}
