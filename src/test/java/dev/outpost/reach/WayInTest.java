package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.ledger.Ledger;
import dev.outpost.net.Ipv4;
import dev.outpost.site.SiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can call the router decides the way in, what the file asks for by name comes before it, and a way that people use stays. */
class WayInTest {
    private static final Ipv4 ADDRESS = Ipv4.parse("203.0.113.77").orElseThrow();

    private static final String NAME =
            "ddns: {provider: duckdns.org, hostname: barn.duckdns.org, username: me, password: env:X}";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, {1}, stands {2}")
    @CsvSource(delimiter = '|', textBlock = """
            static      |                        | false | direct
            static      | RELAY                  | false | direct
            static      | RELAY                  | true  | relay
            static      | NAME                   | false | direct
            static      | RELAY way-in: wireguard | false | relay
            static      | way-in: later          | false | WAY-NO-RELAY
            static      | way-in: ddns NAME      | false | ddns
            dynamic     |                        | false | WAY-NEEDS-NAME
            dynamic     | NAME                   | false | ddns
            dynamic     | RELAY NAME             | false | ddns
            dynamic     | RELAY NAME             | true  | relay
            dynamic     | RELAY                  | false | relay
            dynamic     | way-in: direct         | false | direct
            dynamic     | way-in: direct NAME    | false | direct
            unconfirmed |                        | false | WAY-NO-RELAY
            unconfirmed | NAME                   | false | WAY-NO-RELAY
            unconfirmed | RELAY                  | false | relay
            unconfirmed | way-in: direct         | false | direct
            unconfirmed | way-in: ddns NAME      | false | ddns
            carrier     |                        | false | WAY-NO-RELAY
            carrier     | RELAY                  | false | relay
            carrier     | NAME                   | false | WAY-NO-RELAY
            carrier     | RELAY way-in: direct   | false | WAY-HIDDEN
            carrier     | way-in: ddns NAME      | false | WAY-HIDDEN
            translated  | way-in: ddns NAME      | false | WAY-HIDDEN
            translated  | RELAY                  | false | relay
            translated  |                        | false | WAY-NO-RELAY
            behind      | RELAY                  | false | relay
            behind      | NAME                   | false | WAY-NO-RELAY
            behind      | way-in: direct         | false | WAY-HIDDEN
            ipv6        | RELAY                  | false | relay
            ipv6        | way-in: ddns NAME      | false | WAY-HIDDEN
            unknown     | RELAY                  | false | relay
            unknown     |                        | false | WAY-NO-RELAY
            """)
    void isDecidedByWhoCanCall(String line, String access, boolean stands, String expected) throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 203.0.113.10\npublic-address: 203.0.113.10\n");
        var words = Optional.ofNullable(access)
                .orElse("")
                .replace("RELAY", "relay: vps1\n ")
                .replace("NAME", "\n  " + NAME);
        var site = SiteFiles.site(Files.writeString(
                folder.resolve("site.yaml"),
                "site: barn\nrouter: {reach: 192.168.1.1}\naccess:\n  observers: []\n  " + words + "\n"));
        var tunnel = TunnelPlan.wish(site, Optional.empty())
                .map(Ledger.in(folder.resolve("state"))::propose)
                .flatMap(entry -> TunnelPlan.of(site, entry, Optional.empty()));

        var way = WayIn.of(reach(line), site, tunnel, stands);

        assertEquals(
                expected,
                switch (way) {
                    case WayIn.Tunnel _ -> "relay";
                    case WayIn.Direct(var _, var under) -> under.word();
                    case WayIn.None(var problem) -> problem.code().toString();
                });
    }

    private static Reachability reach(String line) {
        return switch (line) {
            case "static" -> new Reachability.StaticPublic(ADDRESS);
            case "dynamic" -> new Reachability.DynamicPublic(ADDRESS);
            case "unconfirmed" -> new Reachability.Unconfirmed(ADDRESS);
            case "carrier" -> new Reachability.CarrierNat(ADDRESS, List.of(), "shared");
            case "translated" -> new Reachability.TranslatedPublic(ADDRESS, List.of());
            case "behind" -> new Reachability.BehindNat(ADDRESS, "the hotspot", List.of());
            case "ipv6" -> new Reachability.Ipv6Only("192.0.0.4 (464XLAT)");
            case "unknown" -> new Reachability.Unknown("the line has no address");
            default -> throw new IllegalArgumentException(line);
        };
    }
}
