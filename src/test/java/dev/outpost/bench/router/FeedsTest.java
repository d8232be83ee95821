package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.bundle.PackageHost;
import dev.outpost.net.Ipv4;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A router that somebody's network gives internet: its own feeds, over its own wan port. */
class FeedsTest {
    @ParameterizedTest
    @EnumSource(Generation.class)
    void installsByNameFromItsOwnFeedsOnceItsWanHasACable(Generation generation) throws Exception {
        try (var bench = new RouterBench(Board.GL_MT1300, generation).start();
                var host = new PackageHost(bench.router().hardware.target())) {
            bench.net().serves(PackageHost.NAME, Ipv4.of("198.51.100.80"), host.address());
            var manager = generation.hasApk() ? "apk" : "opkg";
            assertEquals(5, bench.run(manager + " update").status());

            bench.router().plugsWan(true);
            bench.await("ubus call network.interface.wan status | jsonfilter -e @.up", "true\n");

            var update = bench.run(manager + " update");
            assertEquals(0, update.status(), update.out() + update.err());
            var install = bench.run(manager + (generation.hasApk() ? " add" : " install") + " comgt-ncm");
            assertEquals(0, install.status(), install.out() + install.err());
            assertTrue(bench.run("ls /lib/netifd/proto/ncm.sh").succeeded());

            bench.router().plugsWan(false);
            assertFalse(bench.run(manager + " update").succeeded());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V23_05", "V24_10"})
    void updateWithoutAKeyExitsZeroAndKnowsNoPackage_36(Generation generation) throws Exception {
        try (var bench = new RouterBench(Board.GL_MT1300, generation).start();
                var host = new PackageHost(bench.router().hardware.target())) {
            bench.net().serves(PackageHost.NAME, Ipv4.of("198.51.100.80"), host.address());
            bench.router().plugsWan(true);
            bench.await("ubus call network.interface.wan status | jsonfilter -e @.up", "true\n");

            var update = bench.run("rm -r /etc/opkg/keys; opkg update");

            assertEquals(0, update.status());
            assertTrue(update.out().endsWith("Signature check failed.\nRemove wrong Signature file.\n"), update.out());
            assertEquals(255, bench.run("opkg install comgt-ncm").status());
        }
    }
}
