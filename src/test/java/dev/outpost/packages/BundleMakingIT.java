package dev.outpost.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.http.HttpWeb;
import dev.outpost.bench.bundle.Target;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.router.Bundle;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command's work against package servers on loopback. */
class BundleMakingIT {
    @TempDir
    Path folder;

    private final Told told = new Told();
    private final List<String> warned = told.warned;

    @ParameterizedTest
    @EnumSource(Generation.class)
    void fetchesChecksAndKeepsWhatEachReleaseNeeds(Generation generation) throws Exception {
        var target = RouterHardware.target(Board.MR3020_V3, generation);
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            var document = make(feeds, target, folder.resolve("a"), List.of("ncm", "wireguard"), List.of());

            var bundle = Bundle.in(folder.resolve("a"));
            assertEquals(target.kernel(), bundle.kernel());
            assertTrue(
                    bundle.items().containsKey("chat") && bundle.items().containsKey("kmod-crypto-kpp"),
                    bundle.items().keySet().toString());
            assertFalse(bundle.items().containsKey("kernel"));
            bundle.items().values().forEach(bundle::read);
            assertEquals((long) bundle.items().size(), document.get("fetched"));
            assertTrue(warned.stream().anyMatch(line -> line.contains("nobody vouches")), warned.toString());

            feeds.asked.clear();
            var again = make(feeds, target, folder.resolve("b"), List.of("ncm", "wireguard"), List.of());

            assertEquals(0L, again.get("fetched"), "the second router shares the cache");
            assertTrue(
                    feeds.asked.stream().noneMatch(path -> path.endsWith(".ipk") || path.endsWith(".apk")),
                    feeds.asked.toString());
        }
    }

    @Test
    void aSignatureOfAKnownKeyIsChecked() throws Exception {
        var target = Target.MR3020_24_10_8;
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            var key = feeds.keyFile(folder);

            make(feeds, target, folder.resolve("a"), List.of("ecm"), List.of(key));

            assertTrue(warned.stream().noneMatch(line -> line.contains("nobody vouches")), warned.toString());
            assertEquals("signed by the key in " + key + ", key id " + DummyFeeds.KEY_NUMBER, told.saw.getFirst());
            var index = feeds.core() + "Packages.sig";
            feeds.files.put(index, feeds.files.get(feeds.feedOf("x") + "Packages.sig"));
            var problem = refused(() -> make(feeds, target, folder.resolve("b"), List.of("ecm"), List.of(key)));
            assertEquals(ProblemCode.FEED_UNTRUSTED, problem.code());
            assertEquals(Exit.BLOCKED, problem.exit());
        }
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void aFlippedBitIsRefusedAndTheNextRunGoesOn(Generation generation) throws Exception {
        var target = RouterHardware.target(Board.MR3020_V3, generation);
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            var path = feeds.files.keySet().stream()
                    .filter(each -> each.matches(".*/comgt[-_][0-9].*"))
                    .findFirst()
                    .orElseThrow();
            var whole = java.util.Objects.requireNonNull(feeds.files.get(path));
            for (var at : new int[] {whole.length / 3, whole.length / 2}) {
                var flipped = whole.clone();
                flipped[at] ^= 4;
                feeds.files.put(path, flipped);

                var problem = refused(() -> make(feeds, target, folder.resolve("a"), List.of("ncm"), List.of()));

                assertEquals(ProblemCode.PKG_DAMAGED, problem.code());
                assertFalse(Files.exists(folder.resolve("a/index.json")), "half a bundle is none");
            }
            feeds.files.put(path, whole);

            var document = make(feeds, target, folder.resolve("a"), List.of("ncm"), List.of());

            assertEquals(1L, document.get("fetched"), "what was fetched before is not fetched again");
        }
    }

    @Test
    void aFlippedBitInTheCacheIsMended() throws Exception {
        var target = Target.MR3020_24_10_8;
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            make(feeds, target, folder.resolve("a"), List.of("ecm"), List.of());
            try (var kept = Files.walk(folder.resolve("cache/sha256"))) {
                for (var file : kept.filter(Files::isRegularFile).toList()) {
                    var content = Files.readAllBytes(file);
                    content[7] ^= 1;
                    Files.write(file, content);
                }
            }
            var again = make(feeds, target, folder.resolve("b"), List.of("ecm"), List.of());

            assertEquals(0L, again.get("cached"));
            Bundle.in(folder.resolve("b")).items().values().forEach(Bundle.in(folder.resolve("b"))::read);
        }
    }

    @Test
    void whatOtherWishesFetchedStays() throws Exception {
        var target = Target.MR3020_24_10_8;
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            make(feeds, target, folder.resolve("a"), List.of("ecm"), List.of());
            make(feeds, target, folder.resolve("a"), List.of("wireguard"), List.of());

            assertTrue(Bundle.in(folder.resolve("a"))
                    .items()
                    .keySet()
                    .containsAll(List.of("kmod-usb-net-cdc-ether", "wireguard-tools")));
        }
    }

    @Test
    void aServerThatIsNotThereIsExit4() throws Exception {
        var target = Target.MR3020_24_10_8;
        var feeds = new DummyFeeds(folder.resolve("server"), target);
        feeds.close();

        var gone = refused(() -> make(feeds, target, folder.resolve("a"), List.of("ecm"), List.of()));

        assertEquals(ProblemCode.FEED_UNREACHABLE, gone.code());
        assertEquals(Exit.UNREACHABLE, gone.exit());
        assertTrue(gone.what().contains("refuses the call"), gone.what());
    }

    @Test
    void aReleaseThatIsNotThereIsNamed() throws Exception {
        var target = Target.MR3020_24_10_8;
        try (var feeds = new DummyFeeds(folder.resolve("server"), target)) {
            var other = new Target("24.10.9", target.target(), target.architecture(), target.kernel());

            assertEquals(
                    ProblemCode.FEED_NO_RELEASE,
                    refused(() -> make(feeds, other, folder.resolve("a"), List.of("ecm"), List.of()))
                            .code());
            assertEquals(
                    ProblemCode.PKG_MISSING,
                    refused(() -> make(feeds, target, folder.resolve("a"), List.of("ddns"), List.of()), feeds)
                            .code());
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static Problem refused(Work work) {
        return assertThrows(ProblemException.class, work::run).problem();
    }

    /** With a feed {@code packages} that lacks what is asked for. */
    private static Problem refused(Work work, DummyFeeds feeds) throws Exception {
        feeds.index(feeds.feedOf("x").replace("/base/", "/packages/"), "");
        return refused(work);
    }

    private Map<String, @Nullable Object> make(
            DummyFeeds feeds, Target target, Path into, List<String> purposes, List<Path> keys) throws Exception {
        var wish = new BundleMaking.Wish(
                target.release(), target.target(), purposes, List.of(), Optional.of(feeds.base()), keys, into);
        return new BundleMaking(HttpWeb.toLoopbackOnly(), told, folder.resolve("cache")).make(wish);
    }
}
