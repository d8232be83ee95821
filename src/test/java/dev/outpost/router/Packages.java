package dev.outpost.router;

import dev.outpost.router.RouterFacts.Board;
import dev.outpost.router.RouterFacts.Manager;
import dev.outpost.router.RouterFacts.NcmHandler;
import dev.outpost.router.RouterFacts.Overlay;
import dev.outpost.router.RouterFacts.Space;
import dev.outpost.text.Hash;
import dev.outpost.text.feed.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Routers and bundles for tests, from few words. */
public final class Packages {
    public static final String HASH = "4ca73159125334b180ac4bba6dc45839";
    public static final String KERNEL = "6.6.144~" + HASH + "-r1";

    private Packages() {}

    /** A router with these packages installed, each {@code name}, {@code name=version} or {@code name[provided]}. */
    public static RouterFacts router(String release, String kernel, long flashFree, String... installed) {
        var packages = new LinkedHashMap<String, InstalledPackage>();
        packages.put("kernel", new InstalledPackage("kernel", kernel, "install user installed"));
        for (var word : installed) {
            var name = word.replaceFirst("[=\\[].*", "");
            var version = word.contains("=") ? word.substring(word.indexOf('=') + 1) : "1";
            var provides = word.contains("[")
                    ? List.of(word.substring(word.indexOf('[') + 1, word.indexOf(']')))
                    : List.<String>of();
            packages.put(name, new InstalledPackage(name, version, "install user installed", provides));
        }
        return router(release, kernel, flashFree, packages);
    }

    public static RouterFacts router(
            String release, String kernel, long flashFree, Map<String, InstalledPackage> packages) {
        return onBlocks(release, kernel, flashFree, packages, 1);
    }

    /** The same, where the smallest file takes so many bytes of the flash. */
    public static RouterFacts onBlocks(
            String release, String kernel, long flashFree, Map<String, InstalledPackage> packages, int block) {
        var manager = release.startsWith("25") ? Manager.APK : Manager.OPKG;
        return new RouterFacts(
                new Board(
                        "tplink,tl-mr3020-v3",
                        "TP-Link TL-MR3020 v3",
                        release,
                        "ramips/mt76x8",
                        "mipsel_24kc",
                        manager,
                        kernel,
                        "98:da:c4:01:02:03",
                        Set.of("eth0"),
                        new EthernetPorts(1, 1)),
                packages,
                new Space(flashFree, 1 << 20, block, 30 << 20, 64 << 20, Overlay.READY),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                true,
                List.of(),
                Optional.empty(),
                NcmHandler.ABSENT,
                Map.of(),
                GuardState.NONE,
                Optional.empty(),
                Instant.EPOCH,
                Duration.ofMinutes(1),
                Optional.empty());
    }

    /** What a router's ports feed, as its ubus prints it. */
    public static Optional<PoeInfo> feeding(String json) {
        return PoeInfo.read(json);
    }

    /** {@code "comgt-ncm 2888 comgt,wwan"}: name, installed bytes or -, dependencies or -, provides or nothing. */
    public static Bundle bundle(Path folder, String release, String kernel, String... rows) throws Exception {
        var items = new LinkedHashMap<String, Bundle.Item>();
        for (var row : rows) {
            var words = row.split(" ");
            var content = ("content of " + words[0]).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var file = words[0] + "_1_mipsel_24kc.ipk";
            Files.write(folder.resolve(file), content);
            items.put(
                    words[0],
                    new Bundle.Item(
                            file,
                            words[0],
                            "1",
                            Hash.sha256(content),
                            Optional.of((long) content.length),
                            words[1].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(words[1])),
                            words.length < 3 || words[2].equals("-")
                                    ? List.of()
                                    : Arrays.stream(words[2].split(","))
                                            .map(word -> Dependency.parse(word).orElseThrow())
                                            .toList(),
                            words.length < 4 ? List.of() : List.of(words[3].split(","))));
        }
        return new Bundle(folder, release, "ramips/mt76x8", kernel, true, items);
    }
}
