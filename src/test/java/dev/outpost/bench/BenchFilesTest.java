package dev.outpost.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.bundle.Target;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Fleet;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFilesTest {
    private static final BenchFiles.Addresses ADDRESSES = new BenchFiles.Addresses(
            "/dev/pts/7",
            "127.0.0.1:40023",
            "socks5://127.0.0.1:40080",
            "socks5://127.0.0.1:40081",
            "http://127.0.0.1:40090",
            Path.of("laptop"));

    private static final java.security.KeyPair KEY = HostKeys.elliptic();

    @TempDir
    Path folder;

    @Test
    void areWhatTheProgramReads() throws Exception {
        var site = write(1, false);

        assertEquals("barn-1", site.name());
        assertEquals("127.0.0.1:40001", site.reach().toString());
        var relay = site.access().relay().orElseThrow();
        assertEquals("203.0.113.10", relay.publicAddress());
        assertTrue(relay.hostKey().orElseThrow().startsWith("SHA256:"));
        assertEquals("192.168.1.64", site.cameras().getFirst().address().toString());
        assertInstanceOf(Exposure.Tunnel.class, site.cameras().getFirst().exposure());
    }

    @Test
    void publishTheCameraOnlyWhenAsked() throws Exception {
        var exposure = assertInstanceOf(
                Exposure.Public.class, write(1, true).cameras().getFirst().exposure());

        assertEquals(8554, exposure.port());
    }

    @Test
    void nameEveryUnitInTheFleet() throws Exception {
        write(3, false);

        var fleet = fleet();

        assertEquals(
                List.of("barn-1", "barn-2", "barn-3"),
                fleet.sites().stream().map(Site::name).toList());
        assertEquals("127.0.0.1:40003", fleet.sites().getLast().reach().toString());
        assertEquals(
                "44:47:cc:00:11:03",
                fleet.sites().getLast().cameras().getFirst().mac().orElseThrow());
    }

    @Test
    void keepSecretsToThemselves() throws Exception {
        write(1, false);

        for (var name : List.of("camera.password", "relays/vps1.key")) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
        }
    }

    @Test
    void tellEveryAddressInBenchJson() throws Exception {
        write(1, false);

        var bench = Yaml.file(folder.resolve("bench.json"));

        assertEquals("outpost.bench/1", bench.string("schema").orElseThrow());
        assertEquals("/dev/pts/7", bench.string("dongle").orElseThrow());
        assertEquals("socks5://127.0.0.1:40081", bench.string("public").orElseThrow());
        assertEquals("http://127.0.0.1:40090", bench.string("control").orElseThrow());
    }

    private Site write(int units, boolean open) throws IOException {
        var facts = java.util.stream.IntStream.rangeClosed(1, units)
                .mapToObj(n -> new BenchFiles.UnitFacts(
                        "barn-" + n, "127.0.0.1:" + (40000 + n), "44:47:cc:00:11:0" + n, "192.168.1.64"))
                .toList();
        new BenchFiles(folder, facts, open, Target.MR3020_24_10_8, Optional.empty())
                .write(ADDRESSES, KEY, KEY.getPublic(), "watch-only");
        return SiteFiles.site(folder.resolve("site.yaml"));
    }

    private Fleet fleet() {
        return SiteFiles.fleet(folder.resolve("fleet.yaml"));
    }
}
