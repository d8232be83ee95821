package dev.outpost.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.field.Field;
import dev.outpost.field.FreshRouter;
import dev.outpost.field.FreshRouter.Making;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.schema.Schema;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two fresh routers at the same IPv4 address on one cable: real dropbear, real neighbours; the laptop has neither ping nor ip. facts/behaviours.md#43: one of them has
 * only an RSA host key, as boards with little flash do.
 */
class ContactIT {
    private static final String FIRST = "02:ba:5e:00:02:01";
    private static final String SECOND = "02:ba:5e:00:02:02";
    private static final String REACH = "reach: \"[fe80::ba:5eff:fe00:20%d%%bench0]\"";

    private static Field field;
    private static FreshRouter one;
    private static FreshRouter two;

    @TempDir
    Path folder;

    @BeforeAll
    static void twoRouters() throws Exception {
        Field.isNeeded();
        field = Field.start();
        one = FreshRouter.on(field, Making.usual().withMac(FIRST), VirtualNetwork.scaled(20));
        two = FreshRouter.on(field, Making.usual().withMac(SECOND).withEd25519(), VirtualNetwork.scaled(20));
    }

    @AfterAll
    static void packedAway() throws IOException {
        for (var router : new FreshRouter[] {one, two}) {
            if (router != null) {
                router.close();
            }
        }
        if (field != null) {
            field.close();
        }
    }

    @Test
    void bothAreFoundFreshWithTheLineToPaste() throws Exception {
        var found = laptop().types("find", "--format", "json");

        assertEquals(0, found.exit(), found.toString());
        assertEquals(List.of(), Schema.errors("find", found.out()));
        for (var router : routers(found, 2)) {
            assertEquals("fresh", router.requireString("state"), found.out());
            assertEquals(
                    "none",
                    router.requireString("login"),
                    "facts/behaviours.md#42: without a password, by the method none");
            assertTrue(found.err().contains("reach: \"" + router.requireString("reach") + "\""), found.err());
        }
        assertFalse(Files.exists(folder.resolve("outpost/sites")), "nothing is pinned");
        assertFalse(Files.exists(folder.resolve("outpost/keys")), "a look needs no key");
    }

    @Test
    void theAddressThatBothHaveIsRefusedWithTheLinesToPaste() throws Exception {
        var inspected = laptop().types("inspect", "192.168.1.1");
        var planned = laptop().types("plan", site("192.168.1.1"));

        for (var refused : List.of(inspected, planned)) {
            assertEquals(3, refused.exit(), refused.toString());
            assertTrue(refused.words().contains("ROUTER-AMBIGUOUS"), refused.toString());
            assertTrue(refused.words().contains(REACH.formatted(1)), refused.toString());
            assertTrue(refused.words().contains(REACH.formatted(2)), refused.toString());
        }
    }

    @Test
    void oneOfThemIsInspectedByItsOwnAddress() throws Exception {
        var seen = laptop().types("inspect", "[fe80::ba:5eff:fe00:202%bench0]");

        assertEquals(0, seen.exit(), seen.toString());
        assertTrue(seen.words().contains("MAC " + SECOND), seen.toString());
    }

    @Test
    void aSitesRouterIsReachedOverTheCableThoughAnotherOneHasItsAddress() throws Exception {
        pin(SECOND, hostKey(SECOND));
        for (var address : List.of("192.168.1.1", "192.168.1.77")) {
            var planned = laptop().types("plan", "-v", site(address));

            assertTrue(planned.words().contains("fresh"), planned.toString());
            assertTrue(planned.words().contains("MAC " + SECOND), planned.toString());
            assertTrue(planned.words().contains("WAN-NO-PROBE"), planned.toString());
        }
    }

    @Test
    void aChangedKeyIsNamedWithWhatToType() throws Exception {
        pin(FIRST, "SHA256:" + "A".repeat(43));

        var found = laptop().types("find", "--format", "json");
        var planned = laptop().types("plan", site("[fe80::ba:5eff:fe00:201%bench0]"));

        var changed = routers(found, 2).stream()
                .filter(router -> router.requireString("mac").equals(FIRST))
                .findFirst()
                .orElseThrow();
        assertEquals("changed", changed.requireString("state"), found.out());
        assertEquals("barn", changed.requireString("site"), found.out());
        assertEquals(3, planned.exit(), planned.toString());
        assertTrue(planned.words().contains("ROUTER-HOSTKEY-CHANGED"), planned.toString());
        assertTrue(
                planned.words().contains("outpost replace " + folder.resolve("site.yaml") + " router"),
                planned.toString());
    }

    @Test
    void anInterfaceThatIsGoneIsToldAsACableThatIsOut() throws Exception {
        var seen = laptop().types("inspect", "[fe80::ba:5eff:fe00:202%gone0]");

        assertEquals(4, seen.exit(), seen.toString());
        assertTrue(seen.words().contains("no interface gone0"), seen.toString());
        assertTrue(seen.words().contains("unplugged"), seen.toString());
    }

    private Laptop laptop() {
        return new Laptop(field, folder);
    }

    private String site(String reach) throws IOException {
        return Files.writeString(folder.resolve("site.yaml"), """
                        site: barn
                        router: {reach: "%s"}
                        access: {way-in: later}
                        """.formatted(reach))
                .toString();
    }

    private void pin(String mac, String hostKey) {
        State.in(folder.resolve("outpost")).site("barn").unit(new Unit(mac, hostKey));
    }

    private String hostKey(String mac) throws Exception {
        return routers(laptop().types("find", "--format", "json"), 2).stream()
                .filter(router -> router.requireString("mac").equals(mac))
                .map(router -> router.requireString("hostKey"))
                .findFirst()
                .orElseThrow();
    }

    private static List<YamlMap> routers(Laptop.Ended found, int count) {
        var routers = Yaml.parse("find", found.out()).map().maps("routers");
        assertEquals(count, routers.size(), found.toString());
        return routers;
    }
}
