package dev.outpost.packages;

import dev.outpost.packages.FeedKeys.Trust;
import dev.outpost.shell.Web;
import dev.outpost.shell.Web.WebException;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.text.feed.ApkIndex;
import dev.outpost.text.feed.FeedPackage;
import dev.outpost.text.feed.KernelBuild;
import dev.outpost.text.feed.PackagesText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The feeds of one release and target: core tells the processor and the kernel build, and so where the others are. */
final class Feeds {
    /** The index of all packages of a large feed has 2 MiB unpacked. */
    private static final int MOST = 32 << 20;

    /**
     * One folder of a package server, as its index tells.
     *
     * @param name {@code core}, {@code kmods}, {@code base} or {@code packages}
     * @param folder ends in a slash
     */
    record Feed(String name, URI folder, List<FeedPackage> packages, Trust trust) {
        Feed {
            packages = List.copyOf(packages);
        }
    }

    private final Web web;
    private final FeedKeys keys;
    private final boolean official;
    private final String release;
    private final String target;

    Feeds(Web web, FeedKeys keys, boolean official, String release, String target) {
        this.web = web;
        this.keys = keys;
        this.official = official;
        this.release = release;
        this.target = target;
    }

    /**
     * The indexes, fetched and checked.
     *
     * @param extras names of feeds besides core, kmods and base
     */
    List<Feed> all(List<String> extras) throws IOException {
        var feeds = new ArrayList<Feed>();
        var core = feed("core", "targets/" + target + "/packages/").orElseThrow(this::noRelease);
        feeds.add(core);
        var kmods = kernel(core)
                .flatMap(KernelBuild::parse)
                .map(build -> "targets/" + target + "/kmods/" + build.folder() + "/");
        if (kmods.isPresent()) {
            feed("kmods", kmods.get()).ifPresent(feeds::add);
        }
        var processor = architecture(core);
        for (var name : extras) {
            var there = feed(name, "packages/" + processor + "/" + name + "/");
            feeds.add(there.orElseThrow(() -> missing(name, processor)));
        }
        return feeds;
    }

    /** Version of the package {@code kernel}. */
    static Optional<String> kernel(Feed core) {
        return core.packages().stream()
                .filter(each -> each.name().equals("kernel"))
                .map(FeedPackage::version)
                .findFirst();
    }

    /** Most packages of core are for the processor; a few are for all. */
    static String architecture(Feed core) {
        return core.packages().stream()
                .map(FeedPackage::architecture)
                .filter(word -> !word.isEmpty() && !word.equals("all") && !word.equals("noarch"))
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("all");
    }

    /** Empty where the server has no such folder. */
    private Optional<Feed> feed(String name, String path) throws IOException {
        var folder = URI.create(keys.base()
                + (release.equalsIgnoreCase("snapshot") ? "/snapshots/" : "/releases/" + release + "/")
                + path);
        var index = isApk()
                ? apk(name, folder).or(() -> later(() -> opkg(name, folder)))
                : opkg(name, folder).or(() -> later(() -> apk(name, folder)));
        index.ifPresent(this::refuseUntrusted);
        return index;
    }

    private boolean isApk() {
        return !release.matches("(1[0-9]|2[0-4])\\..*");
    }

    private Optional<Feed> opkg(String name, URI folder) throws IOException {
        var index = packagesText(folder);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        var signature = fetched(folder.resolve("Packages.sig")).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        var text = new String(index.get(), StandardCharsets.UTF_8);
        return Optional.of(new Feed(name, folder, PackagesText.read(text), keys.ofOpkg(index.get(), signature)));
    }

    /** The signature is over the index before compression. */
    private Optional<byte[]> packagesText(URI folder) throws IOException {
        var packed = fetched(folder.resolve("Packages.gz"));
        if (packed.isEmpty()) {
            return fetched(folder.resolve("Packages"));
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
            return Optional.of(in.readNBytes(MOST));
        } catch (IOException e) {
            throw damaged(folder.resolve("Packages.gz"), e);
        }
    }

    private Optional<Feed> apk(String name, URI folder) throws IOException {
        var bytes = fetched(folder.resolve("packages.adb"));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var index = ApkIndex.parse(bytes.get());
            return Optional.of(new Feed(name, folder, index.packages(), keys.ofApk(index)));
        } catch (IOException e) {
            throw damaged(folder.resolve("packages.adb"), e);
        }
    }

    private Optional<byte[]> fetched(URI address) {
        try {
            return Optional.of(web.get(address, MOST));
        } catch (WebException e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw unreachable(address, e);
        } catch (IOException e) {
            throw unreachable(address, e);
        }
    }

    private interface Asked {
        Optional<Feed> ask() throws IOException;
    }

    private static Optional<Feed> later(Asked asked) {
        try {
            return asked.ask();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void refuseUntrusted(Feed feed) {
        var https = feed.folder().getScheme().equals("https");
        var excused = !official || (isApk() && https);
        if (feed.trust().worth() == Trust.Worth.BAD || (feed.trust().worth() == Trust.Worth.NONE && !excused)) {
            throw new ProblemException(ProblemCode.FEED_UNTRUSTED.problem(
                    feed.folder() + ": " + feed.trust().words(),
                    "whoever is between here and the server may have changed the packages",
                    "try another network; for a feed of your own: --feed URL --key FILE"));
        }
    }

    static ProblemException unreachable(URI address, IOException e) {
        return new ProblemException(
                ProblemCode.FEED_UNREACHABLE.problem(
                        address + " was not fetched: " + SystemWords.of(e),
                        "this computer does not reach the package server",
                        "check this computer's internet (behind a proxy: https_proxy=http://HOST:PORT), or name a mirror with --feed URL"));
    }

    private static ProblemException damaged(URI address, IOException e) {
        return new ProblemException(ProblemCode.FEED_DAMAGED.problem(
                address + " is no index: " + SystemWords.of(e),
                "the download was cut short, or something on the way (a login page, a filter) answered instead",
                "run the same command again, or name a mirror with --feed URL"));
    }

    private ProblemException noRelease() {
        return new ProblemException(ProblemCode.FEED_NO_RELEASE.problem(
                keys.base() + " has no packages of OpenWrt " + release + " for " + target,
                "the release or the target is written otherwise, or is not published there",
                "copy both from: outpost inspect ADDR"));
    }

    private ProblemException missing(String name, String processor) {
        return new ProblemException(ProblemCode.FEED_NO_RELEASE.problem(
                keys.base() + " has no feed " + name + " of OpenWrt " + release + " for " + processor,
                "the server's copy of this release is not whole",
                "name another mirror with --feed URL"));
    }
}
