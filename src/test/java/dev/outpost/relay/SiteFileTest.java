package dev.outpost.relay;

import static dev.outpost.relay.SampleRelay.BARN;
import static dev.outpost.relay.SampleRelay.QUAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.SiteFile.Broken;
import dev.outpost.relay.SiteFile.Whole;
import dev.outpost.relay.SiteOnRelay.Camera;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFileTest {
    private static final Unit ROUTER = new Unit("c0:06:c3:00:00:01", "SHA256:" + "x".repeat(43));

    /** What another laptop needs to know of a site: its router as a thing, and where its cameras are. */
    @Test
    void carriesWhatAnotherLaptopComparesTheRouterWith() {
        var cameras = List.of(new Camera("yard", Ipv4.of("10.77.0.18"), Optional.of(Ipv4.of("192.168.1.64"))));
        var site = new SiteOnRelay(
                BARN.site(),
                BARN.block(),
                BARN.router(),
                BARN.routerKey(),
                cameras,
                BARN.guests(),
                List.of(),
                Optional.of(ROUTER));

        assertTrue(site.text().contains("\nunit c0:06:c3:00:00:01 SHA256:xxx"), site.text());
        assertTrue(site.text().contains("\ncamera yard 10.77.0.18 192.168.1.64\n"), site.text());
        assertEquals(new Whole(site), SiteFile.read("barn-north", site.text()));
    }

    /** A router whose MAC could not be read is left out, not written half. */
    @Test
    void leavesOutARouterThatIsNotKnownWhole() {
        var site = new SiteOnRelay(
                BARN.site(),
                BARN.block(),
                BARN.router(),
                BARN.routerKey(),
                BARN.cameras(),
                BARN.guests(),
                List.of(),
                Optional.of(new Unit("", ROUTER.hostKey())));

        assertEquals(new Whole(BARN), SiteFile.read("barn-north", site.text()));
    }

    @Test
    void readsWhatOlderAndNewerProgramsWrote() {
        var newer = QUAY.text().replace("\nrouter", "\ncolour blue\n\n# a remark\nrouter");

        assertEquals(new Whole(BARN), SiteFile.read("barn-north", BARN.text()));
        assertEquals(new Whole(QUAY), SiteFile.read("quay", newer));
    }

    /** The name is for another laptop alone, on a line that an older program leaves out; its own record has none. */
    @Test
    void carriesTheNamesOfPublicServices() {
        var line = "service 8554 rtsp\n";

        assertTrue(QUAY.text().contains("\npublic 8554 10.77.0.34 554 198.51.100.0/24 198.51.100.7/32\n" + line));
        var older =
                assertInstanceOf(Whole.class, SiteFile.read("quay", QUAY.text().replace(line, "")));
        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                older.site().published().stream().map(Published::service).toList());
    }

    /** The sample's lines are: 1 remark, 2 site, 3 block, 4 router, 5 and 6 cameras, 7 viewer, 8 admin, 9 verifier. */
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "site barn-north             | site                              | line 2 is cut short: site",
                "site barn-north             | site ../x                         | line 2 is not a name: ../x",
                "site barn-north             | site other                        | it speaks of site other",
                "site barn-north             | remark                            | it has no line 'site'",
                "block 10.77.0.16/28         | block 10.77.0.16/99               | line 3 is not an IPv4 network: 10.77.0.16/99",
                "block 10.77.0.16/28         | block 10.77.0/28                  | line 3 is not an IPv4 network: 10.77.0/28",
                "block 10.77.0.16/28         | block 10.77.0.32/28               | 10.77.0.17 lies outside of its block 10.77.0.32/28",
                "router 10.77.0.17           | router 10.77.0.017                | line 4 is not an IPv4 address: 10.77.0.017",
                "router 10.77.0.17           | router 10.77.0.17 x               | line 4 is not a WireGuard public key: x",
                "camera yard 10.77.0.18      | camera yard                       | line 5 is cut short: camera yard",
                "camera yard 10.77.0.18      | camera yard 10.77.0.18 192.168.1  | line 5 is not an IPv4 address: 192.168.1",
                "camera yard 10.77.0.18      | camera yard 10.77.9.9             | 10.77.9.9 lies outside of its block 10.77.0.16/28",
                "camera yard 10.77.0.18      | camera yard 10.77.0.19            | the address 10.77.0.19 stands there twice",
                "camera yard 10.77.0.18      | camera gate 10.77.0.18            | the camera gate stands there twice",
                "viewer phone 10.77.240.1    | viewer phone                      | line 7 is not an IPv4 address: bbbb",
                "viewer phone 10.77.240.1    | viewer -rf 10.77.240.1            | line 7 is not a name: -rf",
                "viewer phone 10.77.240.1    | viewer phone 10.77.240.2          | the address 10.77.240.2 stands there twice",
                "viewer phone 10.77.240.1    | viewer bench 10.77.240.1          | the guest bench stands there twice",
                "admin bench 10.77.240.2     | unit de:ad SHA256:x admin b       | line 8 is not a MAC: de:ad",
                "admin bench 10.77.240.2     | unit c0:06:c3:00:00:01 SHA256:x   | line 8 is not a host key: SHA256:x",
                "admin bench 10.77.240.2     | unit c0:06:c3:00:00:01            | line 8 is not a host key: cccc",
                "admin bench 10.77.240.2 ... | public 8554x 10.77.0.18 554       | line 8 is not a port: 8554x",
                "admin bench 10.77.240.2 ... | public 99999999999 10.77.0.18 554 | line 8 is not a port: 99999999999",
                "admin bench 10.77.240.2 ... | service 8554 ../x                 | line 8 is not a name: ../x",
                "admin bench 10.77.240.2     | public 8554 10.77.0.18            | line 8 is not a port: cccc",
                "admin bench 10.77.240.2     | public 8554 10.77.0.20 554        | line 8 is not an IPv4 network: cccc",
            })
    void namesWhatIsWrongInIt(String line, String instead, String why) {
        var old = line.replace(" ...", " " + SampleRelay.key('c'));
        var text = BARN.text().replace(old, instead.strip());

        assertTrue(!text.equals(BARN.text()), "the sample has no line " + line);
        var broken = assertInstanceOf(Broken.class, SiteFile.read("barn-north", text));
        assertEquals("barn-north", broken.name());
        assertTrue(broken.why().startsWith(why), broken.why());
    }

    @Test
    void namesWhatNoLineShows() {
        assertEquals(new Broken("x", "it has no line 'site'"), SiteFile.read("x", ""));
        assertEquals(new Broken("x", "it has no line 'router'"), SiteFile.read("x", "site x\nblock 10.77.0.16/28\n"));
        assertEquals(
                new Broken("barn-north", "the key " + SampleRelay.key('a') + " stands there twice"),
                SiteFile.read("barn-north", BARN.text().replace(SampleRelay.key('b'), SampleRelay.key('a'))));
        assertEquals(
                new Broken("x", "line 1 is not a name: ?[31m"),
                SiteFile.read("x", "site \u001b[31m\nblock 10.0.0.0/8"));
    }

    @Test
    void keepsAPublicPortThatLeadsNowhereApart() {
        var text = QUAY.text().replace("public 8080 10.77.0.34", "public 8080 10.77.0.35");

        assertEquals(
                new Broken("quay", "public port 8080 leads to 10.77.0.35, which is no camera of it"),
                SiteFile.read("quay", text));
    }
}
