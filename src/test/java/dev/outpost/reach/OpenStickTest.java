package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.router.Looked;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.StickChange;
import dev.outpost.router.StickFacts;
import dev.outpost.site.AccessWish.WayIn;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.step.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stick said, what the router noted and what the site file asks, and what is made of it. */
class OpenStickTest {
    private static final String SEEN = "host 192.168.8.1;own 192.168.8.100;";

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(delimiter = '|', textBlock = """
            dmz       | nobody asked it                           |           | +dmz       |
            dmz       | wan 93.184.215.14;dmz 0                   |           | +dmz       |
            dmz       | wan 93.184.215.14;dmz 1 192.168.8.7       | dmz       | +dmz       |
            dmz       | wan 93.184.215.14;dmz 1 192.168.8.100     | dmz       |            |
            dmz       | wan 93.184.215.14;dmz 1 192.168.8.100     |           |            |
            dmz       | wan 93.184.215.14;dmz 0                   | full-cone | -full-cone +dmz |
            dmz       | wan 203.0.113.77;dmz 0                    |           | +dmz       |
            dmz       | wan 100.72.1.9;dmz 0                      |           |            | the SIM has 100.72.1.9
            dmz       | wan 10.6.6.25;error 100003 /x             |           |            | the SIM has 10.6.6.25
            dmz       | wan 93.184.215.14;error 100003 /x         |           |            | wants a login
            dmz       | wan 93.184.215.14;error 125002 /x         |           |            | wants a login
            dmz       | wan 93.184.215.14;error 100002 /x         |           |            | refuses (error 100002)
            dmz       | wan 93.184.215.14;error /api/x        |           |            | refuses (error without a number)
            dmz       | silent /x                                 |           |            | nothing at 192.168.8.1 speaks as a HiLink stick does
            dmz       | dmz 0                                     |           |            | does not tell which address
            dmz       | wan 999.1.1.1;dmz 0                       |           |            | does not tell which address
            full-cone | wan 93.184.215.14;nat 0                   |           | +full-cone |
            full-cone | wan 93.184.215.14;nat 1                   | full-cone |            |
            full-cone | wan 10.6.6.25;nat 0                       | dmz       | -dmz       | the SIM has 10.6.6.25
            -         | nobody asked it                           | dmz       | -dmz       |
            -         | nobody asked it                           | full-cone | -full-cone |
            -         | wan 93.184.215.14;dmz 1 192.168.8.100     |           |            |
            """)
    void asksForExactlyThis(String wish, String says, String noted, String made, String hindrance) {
        var router = router(says, Optional.ofNullable(noted));
        var step = new OpenStick(wished(wish), true, WayIn.AUTO);

        var changes = Stream.of(step.besides(router), step.forViewers(router)).flatMap(List::stream);

        assertEquals(
                Optional.ofNullable(made).orElse(""),
                changes.map(OpenStickTest::word).collect(Collectors.joining(" ")));
        var told = step.hindrance(router.stick()).orElse("");
        assertEquals(hindrance == null, told.isEmpty(), told);
        assertTrue(told.isEmpty() || told.startsWith("modem.hilink: " + wish + " changes nothing: "), told);
        assertTrue(hindrance == null || told.contains(hindrance), told);
    }

    private static String word(Change change) {
        return (change.exactly().getFirst().endsWith(" 1") ? "+" : "-") + change.subject();
    }

    private static Optional<Hilink> wished(String word) {
        return Arrays.stream(Hilink.values())
                .filter(door -> door.word().equals(word))
                .findFirst();
    }

    private static RouterFacts router(String says, Optional<String> noted) {
        var look = Stream.of((SEEN + says).split(";(?=[a-z]+ )"))
                .map(line -> "stick " + line)
                .collect(Collectors.joining("\n"));
        return new Looked()
                .says("stick-look", says.startsWith("nobody") ? "" : look)
                .says(
                        "outpost",
                        noted.map(door -> "config stick 'stick_" + door.replace('-', '_') + "'\n\toption opened '"
                                        + door + "'\n\toption leads '1 192.168.8.100'\n\toption before '0'\n")
                                .orElse(""))
                .facts();
    }

    /** Who comes through the relay calls no stick: what was opened for a way that was is shut, and nothing else is. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            WIREGUARD | dmz       | dmz       | -dmz       | nobody calls the router at its own address (access.way-in: wireguard)
            LATER     | dmz       | dmz       | -dmz       | (access.way-in: later)
            WIREGUARD | full-cone | full-cone |            |
            DIRECT    | dmz       | dmz       |            |
            DDNS      | dmz       | dmz       |            |
            """)
    void aDoorStandsOpenOnlyForWhoCalls(WayIn way, String wish, String noted, String made, String hindrance) {
        var router = router("wan 93.184.215.14;dmz 1 192.168.8.100;nat 1", Optional.of(noted));
        var step = new OpenStick(wished(wish), true, way);

        assertEquals(
                Optional.ofNullable(made).orElse(""),
                step.besides(router).stream().map(OpenStickTest::word).collect(Collectors.joining(" ")));
        var told = step.hindrance(router.stick()).orElse("");
        assertEquals(hindrance == null, told.isEmpty(), told);
        assertTrue(hindrance == null || told.endsWith(hindrance), told);
    }

    /** What is made is true of the router then: nothing is left to do. */
    @Test
    void whatWasOpenedIsKnownAndOnceShutForgotten() {
        var open = StickChange.opens(Hilink.DMZ).appliedTo(router("nobody", Optional.empty()));

        var shut = StickChange.shuts(open, Optional.empty());

        assertEquals(List.of("-dmz"), shut.stream().map(OpenStickTest::word).toList());
        assertEquals(List.of(), StickChange.shuts(open, Optional.of(Hilink.DMZ)));
        assertEquals(List.of(), StickChange.shuts(shut.getFirst().appliedTo(open), Optional.empty()));
    }

    @Test
    void aDongleThatDialsHasNothingBeforeIt() {
        var step = new OpenStick(Optional.of(Hilink.DMZ), false, WayIn.AUTO);

        assertEquals(List.<RouterChange>of(), step.forViewers(router("nobody", Optional.empty())));
        assertEquals(
                "modem.hilink: dmz changes nothing: nothing before this router's wan is a router itself",
                step.hindrance(Optional.<StickFacts>empty()).orElseThrow());
    }

    /** The stick's own address counts as any: it has to be what the outside sees. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "93.184.215.14, 93.184.215.14, ''",
        "93.184.215.14, 93.184.215.99, looks public",
        "93.184.215.14, '', nobody outside was asked",
        "100.72.1.9, 93.184.215.99, carrier NAT"
    })
    void theOutsideHasTheLastWord(String own, String seen, String words) {
        var line = Line.of("192.168.8.100")
                .behind(Optional.of("the dongle"))
                .seen(Ipv4.parse(seen).map(from -> new Line.Sighting("echo", from)).stream())
                .ofStick(Ipv4.of(own));

        var why = new OpenStick(Optional.of(Hilink.DMZ), true, WayIn.AUTO).hindrance(Reachability.classify(line));

        assertEquals(words.isEmpty(), why.isEmpty(), why + "");
        assertTrue(why.orElse("").contains(words), why + "");
    }
}
