package dev.outpost.packages;

import dev.outpost.packages.FeedKeys.Trust;
import dev.outpost.packages.Feeds.Feed;
import dev.outpost.router.Bundle;
import dev.outpost.shell.Web;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import dev.outpost.text.feed.FeedPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Fetches and checks every package that a router without internet will need. */
public final class BundleMaking {
    /** Public servers and slow lines are both spared. */
    private static final int AT_ONCE = 4;

    private final Web web;
    private final Narrator narrator;
    private final Path cache;

    /** @param cache folder of the content-addressed store, shared by all routers */
    public BundleMaking(Web web, Narrator narrator, Path cache) {
        this.web = web;
        this.narrator = narrator;
        this.cache = cache;
    }

    /**
     * What is asked for.
     *
     * @param purposes words of {@link Purposes}; none: every uplink and the tunnel
     * @param names packages besides, by name
     * @param base address that stands for OpenWrt's server
     * @param keys files with keys that count besides OpenWrt's
     */
    public record Wish(
            String release,
            String target,
            List<String> purposes,
            Collection<String> names,
            Optional<String> base,
            List<Path> keys,
            Path folder) {
        public Wish {
            purposes = List.copyOf(purposes);
            names = List.copyOf(names);
            keys = List.copyOf(keys);
            require(
                    "--release",
                    release,
                    "[0-9]{2}\\.[0-9]{2}(\\.[0-9]{1,3}(-rc[0-9]{1,2})?|-SNAPSHOT)?|SNAPSHOT",
                    "24.10.8");
            require("--target", target, "[a-z0-9]+/[a-z0-9_]+", "ramips/mt76x8");
        }

        private static void require(String option, String word, String form, String example) {
            if (!word.matches(form)) {
                throw new ProblemException(ProblemCode.USAGE_MISTAKE.problem(
                        option + " '" + word + "' cannot be",
                        "expected something like " + example,
                        "copy it from: outpost inspect ADDR"));
            }
        }
    }

    /**
     * Makes the bundle, or adds to it.
     *
     * @return {@code outpost.bundle/1}, with where it is and how much of it was fetched
     * @throws ProblemException exit 4 when the server is not reached, exit 3 when it is not to be trusted or lacks something
     */
    public Map<String, @Nullable Object> make(Wish wish) throws IOException {
        var usual = wish.purposes().isEmpty() && wish.names().isEmpty();
        var names = new ArrayList<>(Purposes.packages(usual ? Purposes.usual() : wish.purposes()));
        names.addAll(wish.names());
        var keys = FeedKeys.shipped().and(wish.keys());
        narrator.chapter("bundle");
        var official = wish.base().isEmpty();
        var feeds = new Feeds(web, wish.base().map(keys::at).orElse(keys), official, wish.release(), wish.target())
                .all(
                        names.stream().anyMatch(name -> name.startsWith("ddns") || name.equals("curl"))
                                ? List.of("base", "packages")
                                : List.of("base"));
        feeds.forEach(this::tell);
        var closure = new FeedClosure(feeds, wish.release());
        var wanted = closure.of(names);
        refuseLacking(closure.lacking(), wish, names);
        var kernel = Feeds.kernel(feeds.getFirst()).orElseThrow(() -> noKernel(feeds.getFirst()));
        narrator.decided(wanted.size() + " packages for kernel " + kernel, "what the images hold already is left out");
        var got = fetchAll(wanted, feeds, new PackageStore(web, cache, wish.folder()));
        return written(wish, kernel, Feeds.architecture(feeds.getFirst()), feeds, got);
    }

    private void tell(Feed feed) {
        if (feed.trust().worth() == Trust.Worth.GOOD) {
            narrator.saw(
                    feed.name() + ": " + feed.packages().size() + " packages",
                    feed.trust().words());
        } else {
            narrator.warned(feed.name() + ": " + feed.packages().size() + " packages; "
                    + feed.trust().words()
                    + (feed.folder().getScheme().equals("https")
                            ? ", so they are only as good as the https connection"
                            : ", and nobody vouches for them"));
        }
    }

    /**
     * What was asked for has to be there; a target without USB may lack some of the usual set, and what others depend on may be of the
     * board's own image: {@code apply} compares it with what the router has.
     */
    private void refuseLacking(Collection<String> lacking, Wish wish, List<String> asked) {
        var hard = lacking.stream()
                .filter(name -> !wish.purposes().isEmpty() && asked.contains(name) && !name.equals("usb-modeswitch"))
                .toList();
        if (!hard.isEmpty()) {
            throw new ProblemException(ProblemCode.PKG_MISSING.problem(
                    "the feeds have no " + String.join(", ", hard),
                    "OpenWrt " + wish.release() + " for " + wish.target()
                            + " is built without them, or the server's copy is not whole",
                    "leave out of --for " + String.join(",", wish.purposes()) + " what needs them"));
        }
        if (!lacking.isEmpty()) {
            narrator.warned("not in the feeds, so the router's image has to have them: " + String.join(", ", lacking));
        }
    }

    private static ProblemException noKernel(Feed core) {
        return new ProblemException(ProblemCode.PKG_KERNEL.problem(
                core.folder() + " does not tell its kernel build",
                "there is no package kernel in its index",
                "name another mirror with --feed URL"));
    }

    private List<PackageStore.Got> fetchAll(List<FeedPackage> wanted, List<Feed> feeds, PackageStore store)
            throws IOException {
        narrator.doing("fetching what the cache does not have, " + AT_ONCE + " at once");
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var tasks = wanted.stream()
                    .map(each -> threads.submit(
                            () -> store.get(each, home(each, feeds).folder())))
                    .toList();
            var got = new ArrayList<PackageStore.Got>();
            for (var task : tasks) {
                got.add(result(task));
            }
            return got;
        }
    }

    private static Feed home(FeedPackage wanted, List<Feed> feeds) {
        return feeds.stream()
                .filter(feed -> feed.packages().contains(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(wanted.name() + " is of no feed"));
    }

    private static PackageStore.Got result(Future<PackageStore.Got> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Map<String, @Nullable Object> written(
            Wish wish, String kernel, String architecture, List<Feed> feeds, List<PackageStore.Got> got)
            throws IOException {
        var items = new TreeMap<String, Bundle.Item>();
        before(wish.folder(), kernel).forEach(items::put);
        got.forEach(each -> items.put(each.item().name(), each.item()));
        var document = Json.object(
                "schema",
                "outpost.bundle/1",
                "release",
                wish.release(),
                "target",
                wish.target(),
                "architecture",
                architecture,
                "kernel",
                kernel,
                "synthetic",
                false,
                "feeds",
                feeds.stream().map(BundleMaking::row).toList(),
                "files",
                items.values().stream().map(BundleMaking::row).toList());
        PackageStore.put(
                (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8),
                wish.folder().resolve("index.json"));
        var fetched = got.stream().filter(PackageStore.Got::fetched).count();
        var bytes = items.values().stream()
                .mapToLong(item -> item.size().orElse(0L))
                .sum();
        narrator.done(fetched + " packages fetched, " + (got.size() - fetched)
                + " from the cache; each is what the index says");
        narrator.done(items.size() + " packages, " + (bytes + 1023) / 1024 + " KiB in " + wish.folder());
        document.put("folder", wish.folder().toString());
        document.put("fetched", fetched);
        document.put("cached", got.size() - fetched);
        return document;
    }

    /** What an earlier run put there for the same kernel, and is whole still. */
    private static Map<String, Bundle.Item> before(Path folder, String kernel) {
        var kept = new TreeMap<String, Bundle.Item>();
        if (!Files.isReadable(folder.resolve("index.json"))) {
            return kept;
        }
        try {
            var old = Bundle.in(folder);
            if (old.kernel().equals(kernel) && !old.synthetic()) {
                old.items().values().stream()
                        .filter(item -> isWhole(old, item))
                        .forEach(item -> kept.put(item.name(), item));
            }
        } catch (ProblemException e) {
            kept.clear(); // a damaged index is written anew
        }
        return kept;
    }

    private static boolean isWhole(Bundle bundle, Bundle.Item item) {
        try {
            return bundle.read(item).length > 0;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static Map<String, @Nullable Object> row(Feed feed) {
        return Json.object(
                "name", feed.name(),
                "address", feed.folder(),
                "trusted", feed.trust().worth() == Trust.Worth.GOOD,
                "because", feed.trust().words());
    }

    private static Map<String, @Nullable Object> row(Bundle.Item item) {
        return Json.object(
                "file", item.file(),
                "name", item.name(),
                "version", item.version(),
                "sha256", item.sha256(),
                "size", item.size(),
                "installed", item.installed(),
                "depends", item.depends(),
                "provides", item.provides());
    }
}
