package dev.outpost.bench;

import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.bundle.Target;
import dev.outpost.bench.host.ImageFiles;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Cidr;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files beside a bench: what a technician would have written, what he would have fetched, and {@code bench.json}.
 *
 * @param units every unit's name, router address and camera
 * @param publicCamera whether the first camera is published
 * @param target what the packages of the bundle are built for
 * @param lan where the router's LAN is to move, if it is
 */
record BenchFiles(Path folder, List<UnitFacts> units, boolean publicCamera, Target target, Optional<Cidr> lan) {

    private static final String OPEN =
            "    exposure: {public: {port: 8554, service: rtsp, allow: [0.0.0.0/0], because: the demo shows the open"
                    + " way too}}\n";

    /** A unit as the files name it. */
    record UnitFacts(String site, String reach, String cameraMac, String cameraAddress) {}

    /** Everything that listens. */
    record Addresses(String dongle, String relay, String viewer, String outsider, String control, Path laptop) {}

    BenchFiles {
        units = List.copyOf(units);
    }

    /** Everything answers before; {@code bench.json} comes last and whole. */
    void write(Addresses addresses, KeyPair relayKey, PublicKey relayHostKey, String cameraPassword)
            throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        secret(folder.resolve("camera.password"), cameraPassword + "\n");
        secret(folder.resolve("relays/vps1.key"), HostKeys.file(relayKey));
        Files.writeString(folder.resolve("relays/vps1.yaml"), relay(addresses.relay(), relayHostKey));
        Files.writeString(folder.resolve("site.yaml"), site(units.getFirst()));
        Files.writeString(folder.resolve("fleet.yaml"), fleet());
        SyntheticBundle.write(folder.resolve("bundle"), target);
        var draft = Files.writeString(folder.resolve("bench.json.new"), bench(addresses));
        Files.move(draft, folder.resolve("bench.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String relay(String address, PublicKey hostKey) throws IOException {
        return ImageFiles.text("/dev/outpost/bench/files/relay.yaml").formatted(address, HostKeys.fingerprint(hostKey));
    }

    private String site(UnitFacts unit) throws IOException {
        return ImageFiles.text("/dev/outpost/bench/files/site.yaml").formatted(unit.site(), unit.reach(), moved())
                + cameras(unit, "");
    }

    private String moved() {
        return lan.map("  lan: %s             # the LAN moves there, and the laptop must follow\n"::formatted)
                .orElse("");
    }

    private String cameras(UnitFacts unit, String indent) throws IOException {
        return (ImageFiles.text("/dev/outpost/bench/files/cameras.yaml")
                                .formatted(unit.cameraAddress(), unit.cameraMac())
                        + (publicCamera ? OPEN : ""))
                .indent(indent.length());
    }

    private String fleet() throws IOException {
        var rows = units.stream()
                .map(unit -> "  - {site: %s, reach: \"%s\", camera: {mac: \"%s\"}}\n"
                        .formatted(unit.site(), unit.reach(), unit.cameraMac()))
                .collect(Collectors.joining());
        return """
                # The same site for each unit on the bench; what differs stands in units.
                defaults:
                  access: {relay: vps1}
                  viewers: [phone]
                %s%sunits:
                %s""".formatted(
                        lan.map("  router: {lan: %s}\n"::formatted).orElse(""), cameras(units.getFirst(), "  "), rows);
    }

    private String bench(Addresses addresses) {
        var all = Json.object(
                "schema", "outpost.bench/1",
                "dongle", addresses.dongle(),
                "router", units.getFirst().reach(),
                "relay", addresses.relay(),
                "viewer", addresses.viewer(),
                "public", addresses.outsider(),
                "control", addresses.control(),
                "laptop", addresses.laptop().toString().replace("\\", "/"));
        if (units.size() > 1) {
            var rows = units.stream().map(unit -> Json.object("site", unit.site(), "router", unit.reach()));
            all.put("units", rows.toList());
        }
        return Json.pretty(all) + "\n";
    }

    /** Writes a file that only its owner may read; never readable by others, not even for a moment. */
    private static void secret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        var mine = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, mine);
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }
}
