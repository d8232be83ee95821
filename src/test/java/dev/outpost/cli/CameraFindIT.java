package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.camera.GroupAnswers;
import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laptop's own question to everybody on a wire, over real sockets: the kernel's loopback, on which the bench's cameras hang. */
class CameraFindIT {
    private static final Ipv4 ROUTER = Ipv4.of("192.168.1.1");

    @TempDir
    Path folder;

    @Test
    void tellsOneRowOfEachCameraThatAnswers() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/sys/class/net/lo")), "there is no interface lo");
        try (var used = camera("44:47:cc:00:aa:01", "192.168.1.64/24");
                var quiet = camera("44:47:cc:00:aa:02", "192.168.1.65/24");
                var fresh = camera("44:47:cc:00:aa:03", "192.168.1.66/24");
                var other = camera("3c:ef:8c:00:aa:04", "192.168.1.108/24");
                var _ = new GroupAnswers(List.of(used, quiet, fresh, other))) {
            quiet.hasOnvif(false);
            fresh.isFresh(true);
            other.speaksOnvifOnly("viewer", "moo-moo-9");
            var run = new InProcess(Path.of("/"), Map.of("XDG_STATE_HOME", folder.toString()), 100);

            run.run("camera", "find", "--interface", "lo", "--format", "json");

            var said = run.out;
            var hikvision = " maker=Hikvision model=DS-2CD1321-I firmware=V5.5.83 build 220114 activated=";
            assertEquals(
                    "address=192.168.1.64" + hikvision + "true onvif=true sadp,ws-discovery",
                    row(said, "44:47:cc:00:aa:01"));
            assertEquals("address=192.168.1.65" + hikvision + "true onvif=? sadp", row(said, "44:47:cc:00:aa:02"));
            assertEquals("address=192.168.1.66" + hikvision + "false onvif=? sadp", row(said, "44:47:cc:00:aa:03"));
            assertTrue(row(said, "3c:ef:8c:00:aa:04").contains("maker=Dahua model=IPC-HFW2431S-S-S2"), said);
            assertTrue(said.contains("setup: {viewer: onvif}"), said);
        }
    }

    private static SimulatedCamera camera(String mac, String address) throws IOException {
        return new SimulatedCamera(mac, Cidr.of(address), ROUTER, "viewer", "moo-moo-9", Clock.systemUTC());
    }

    /** What is told of one, without the words that paste it. */
    private static String row(String document, String mac) {
        var rows = Yaml.parse("found", document).map().maps("cameras").stream()
                .filter(row -> row.string("mac").equals(Optional.of(mac)))
                .toList();
        assertEquals(1, rows.size(), document);
        var row = rows.getFirst();
        return Stream.of("address", "maker", "model", "firmware", "activated", "onvif")
                        .map(name -> name + "=" + row.string(name).orElse("?"))
                        .collect(Collectors.joining(" "))
                + " " + String.join(",", row.strings("by"));
    }
}
