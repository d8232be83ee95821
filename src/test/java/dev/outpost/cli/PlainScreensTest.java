package dev.outpost.cli;

import dev.outpost.contact.Found;
import dev.outpost.contact.FoundRouter;
import dev.outpost.contact.Neighbour;
import dev.outpost.contact.Segment;
import dev.outpost.contact.Standing;
import dev.outpost.contact.Standing.Kind;
import dev.outpost.laptop.Nic;
import dev.outpost.router.Packages;
import dev.outpost.router.RouterFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed on three screens where nobody answers, and what is printed of known values. */
class PlainScreensTest {
    private static final Nic ETH = new Nic("eth0", true, true, Set.of("fe80::1"));
    private static final String KEY = "SHA256:2ptDEZuHB6mNb9AYV7YxGNYjbEE4M4xJzGNKeS3JXsU";

    @TempDir
    Path folder = Path.of("");

    @Test
    void helpAndRefusals() throws Exception {
        var screens = new Screens(folder, folder);
        screens.type("help", "help");
        screens.type("help-apply", "apply", "--help");
        screens.type("help-code", "help", "SIM-PIN-LOW");
        screens.fits("faults", "demo", "--fault", "help");
        screens.type("mistakes", "plan", "src/test/resources/screens/six-mistakes.yaml");
        screens.type("no-command", "aply", "site.yaml");
        screens.type("no-site", "plan", "src/test/resources/screens/gone.yaml");
        screens.type("ledger-empty", "ledger", "show");
        screens.type("profiles-check", "profiles", "check");
        screens.type(
                "bundle",
                "bundle",
                "--release",
                "24.10.8",
                "--target",
                "ramips/mt76x8",
                "--feed",
                "http://127.0.0.1:9");
        screens.assertGolden();
    }

    @Test
    void routersOnTheCable() throws Exception {
        var screens = new Screens(folder, folder);
        var routers = List.of(
                router(1, Kind.FRESH, Optional.empty(), "no password, no key, only the defaults"),
                router(2, Kind.OURS, Optional.of("barn-north"), "it shows the key of site barn-north"),
                router(3, Kind.CHANGED, Optional.of("mill"), "it has the MAC of site mill, and shows another key"),
                router(4, Kind.FOREIGN, Optional.empty(), "it wants a password, and no site's key is its own"));
        var at = routers.stream().map(FoundRouter::at).toList();
        var found = new Found(
                List.of(
                        new Segment(ETH, Set.of("fe80::2", "fe80::3", "fe80::4", "fe80::5"), at, List.of()),
                        new Segment(new Nic("eth1", true, false, Set.of()), Set.of(), List.of(), List.of())),
                routers);
        screens.print(
                "find-routers", screen -> screen.command(FindCommand.class).told(found));
        screens.assertGolden();
    }

    private static FoundRouter router(int number, Kind kind, Optional<String> site, String because) {
        var facts = kind == Kind.FOREIGN
                ? Optional.<RouterFacts>empty()
                : Optional.of(Packages.router("24.10.8", "6.6.144", 1_500_000));
        return new FoundRouter(
                new Neighbour("eth0", "fe80::52d4:f7ff:fe00:" + number, Optional.empty()),
                Optional.of("50:d4:f7:00:00:0" + number),
                Optional.of(KEY),
                Optional.empty(),
                facts,
                new Standing(kind, site, List.of(because)));
    }
}
