package dev.outpost.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.outpost.adapter.http.HttpWeb;
import dev.outpost.router.Bundle;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Told;
import dev.outpost.text.feed.ApkIndex;
import dev.outpost.text.feed.ApkKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle from packages and indexes that {@code apk mkpkg} and {@code apk mkndx} made: see the folder's README. */
class RealApkFeedIT {
    private static final Path REAL = Path.of("src/test/resources/openwrt/apk-real");
    private static final String BASE = "/releases/25.12.2/packages/mipsel_24kc/base/";
    private static final String CORE = "/releases/25.12.2/targets/ramips/mt76x8/packages/";
    private static final Path KEY = REAL.resolve("key.pem");
    private static final List<String> PACKAGES =
            List.of("comgt-0.32-r38.apk", "libusb-1.0-0-1.0.29-r1.apk", "chat-2.5.2-r2.apk");

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void serves() throws IOException {
        for (var name : PACKAGES) {
            files.put(BASE + name, Files.readAllBytes(REAL.resolve("base").resolve(name)));
        }
        files.put(BASE + "packages.adb", Files.readAllBytes(REAL.resolve("base/packages.adb")));
        files.put(CORE + "packages.adb", Files.readAllBytes(REAL.resolve("core/packages.adb")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var content = files.get(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
                if (content != null) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void ends() {
        server.stop(0);
    }

    @Test
    void packagesWithLinksAndNodesAreTaken() throws Exception {
        var document = make(List.of(KEY));

        var bundle = Bundle.in(folder.resolve("bundle"));
        assertEquals(3L, document.get("fetched"));
        assertEquals("6.12.74~0123456789abcdef0123456789abcdef-r1", bundle.kernel());
        bundle.items().values().forEach(bundle::read);
        assertTrue(
                String.valueOf(document.get("feeds"))
                        .contains("signed by the key in " + KEY + ", key id ccf9683d8f3f744be04b2199442bca0a"),
                String.valueOf(document.get("feeds")));
    }

    /** Heads, values, hashes, contents: all but the zeros that fill a block up to eight bytes. */
    @Test
    void aFlippedBitIsFoundWhereverItLies() throws Exception {
        for (var name : PACKAGES) {
            var whole = inflated(Objects.requireNonNull(files.get(BASE + name)));
            assertTrue(isWhole(name, whole), name);
            var unseen = 0;
            for (var at = 0; at < whole.length; at++) {
                var flipped = whole.clone();
                flipped[at] ^= 0x10;
                if (isWhole(name, flipped)) {
                    assertEquals(0, whole[at], name + " at " + at);
                    unseen++;
                }
            }
            assertTrue(unseen < 3 * 8, name + ": " + unseen);
        }
    }

    @Test
    void aDamagedPackageMakesNoBundle() {
        var name = BASE + "comgt-0.32-r38.apk";
        var whole = Objects.requireNonNull(files.get(name));
        whole[whole.length - 12] ^= 1;

        var problem =
                assertThrows(ProblemException.class, () -> make(List.of(KEY))).problem();

        assertEquals(ProblemCode.PKG_DAMAGED, problem.code());
        assertFalse(Files.exists(folder.resolve("bundle/index.json")));
    }

    /** The signature names its key: who has the key knows a changed index from one of somebody else. */
    @Test
    void aChangedIndexIsRefusedAndAnUnknownSignerNamed() throws Exception {
        var index = Files.readAllBytes(REAL.resolve("base/packages.adb"));
        var key = ApkKey.parse(Files.readString(KEY)).orElseThrow();
        assertEquals(List.of(key.id()), ApkIndex.parse(index).signers());

        files.put(BASE + "packages.adb", changed(index));

        var problem =
                assertThrows(ProblemException.class, () -> make(List.of(KEY))).problem();
        assertEquals(ProblemCode.FEED_UNTRUSTED, problem.code());
        assertTrue(problem.what().contains("the signature by " + key.id() + " does not fit"), problem.what());
        var unknown = String.valueOf(make(List.of()).get("feeds"));
        assertTrue(unknown.contains("signed by " + key.id() + ", a key that is not known"), unknown);
    }

    /** The same index unpacked, with one character of a description changed. */
    private static byte[] changed(byte[] index) throws IOException {
        var plain = inflated(index);
        var at = new String(plain, StandardCharsets.ISO_8859_1).indexOf("a test");
        assertTrue(at > 0);
        plain[at] = 'b';
        return plain;
    }

    private static byte[] inflated(byte[] deflated) throws IOException {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated, 4, deflated.length - 4), inflater)) {
            return in.readAllBytes();
        } finally {
            inflater.end();
        }
    }

    private boolean isWhole(String name, byte[] bytes) throws IOException {
        var identity = ApkIndex.parse(Objects.requireNonNull(files.get(BASE + "packages.adb"))).packages().stream()
                .filter(each -> each.file().equals(name))
                .findFirst()
                .orElseThrow()
                .identity()
                .orElseThrow();
        try {
            return ApkCheck.isWhole(bytes, identity);
        } catch (IOException damaged) {
            return false;
        }
    }

    private Map<String, @Nullable Object> make(List<Path> keys) throws IOException {
        var wish = new BundleMaking.Wish(
                "25.12.2",
                "ramips/mt76x8",
                List.of(),
                List.of("comgt", "libusb-1.0-0"),
                Optional.of("http://127.0.0.1:" + server.getAddress().getPort()),
                keys,
                folder.resolve("bundle"));
        return new BundleMaking(HttpWeb.toLoopbackOnly(), new Told(), folder.resolve("cache")).make(wish);
    }
}
