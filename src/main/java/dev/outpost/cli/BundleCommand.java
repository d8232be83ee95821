package dev.outpost.cli;

import dev.outpost.packages.BundleMaking;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bundle",
        description = {
            "fetches and checks the packages of a router without internet;",
            "what was fetched once is kept for the next router"
        },
        footer = {
            "",
            "Examples:",
            "  outpost bundle --release 24.10.8 --target ramips/mt76x8",
            "  outpost bundle --release 25.12.0 --target ramips/mt76x8 --for ncm,wireguard"
        })
final class BundleCommand extends Work {
    @Option(
            names = "--release",
            paramLabel = "R",
            required = true,
            description = "OpenWrt's release, as inspect shows it")
    String release = "";

    @Option(names = "--target", paramLabel = "T", required = true, description = "its target, as inspect shows it")
    String target = "";

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            split = ",",
            description = {
                "ncm, qmi, mbim, directip, ppp, ecm, rndis, wireguard, ddns, spares;",
                "default: every uplink and wireguard"
            })
    List<String> purposes = List.of();

    @Option(
            names = "--feed",
            paramLabel = "URL",
            description = "a mirror, or a server of your own, instead of OpenWrt's")
    @Nullable
    String feed;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = {"a key that its indexes may be signed with, besides", "OpenWrt's: usign's or PEM"})
    List<Path> keys = List.of();

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "where it goes; default: the cache, where apply looks")
    @Nullable
    Path folder;

    @Override
    Exit work() throws IOException {
        var bundles = frame().bundles();
        var wish = new BundleMaking.Wish(
                release,
                target,
                purposes,
                List.of(),
                Optional.ofNullable(feed).map(BundleCommand::address),
                keys,
                Optional.ofNullable(folder)
                        .orElseGet(() -> bundles.resolve(release).resolve(target)));
        var making = new BundleMaking(
                frame().outside()
                        .web(frame().around().laptop(), frame().around().environment()),
                frame().narrator(),
                bundles.resolveSibling("packages"));
        var document = making.make(wish);
        return frame().tell(() -> document, () -> {});
    }

    static String address(String word) {
        if (!word.matches("https?://[^\\s\"'<>]+")) {
            throw RunOptions.mistake("--feed '" + word + "' is no address", "--feed https://downloads.openwrt.org");
        }
        return word;
    }
}
