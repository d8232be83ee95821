package dev.outpost.packages;

import com.sun.net.httpserver.HttpServer;
import dev.outpost.bench.bundle.ApkFile;
import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.bundle.Target;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A package server on loopback: the bench's synthetic packages in OpenWrt's folders, with an index and a usign signature. */
public final class DummyFeeds implements AutoCloseable {
    static final String KEY_NUMBER = "0123456789abcdef";

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final KeyPair key;
    private final Target target;

    public DummyFeeds(Path folder, Target target) throws IOException, GeneralSecurityException {
        this.target = target;
        this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SyntheticBundle.write(folder, target);
        var rows = Yaml.file(folder.resolve("index.json")).maps("files");
        if (target.hasApk()) {
            apk(folder, rows);
        } else {
            opkg(folder, rows);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath();
                asked.add(path);
                var content = files.get(path);
                exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
                if (content != null) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String core() {
        return "/releases/" + target.release() + "/targets/" + target.target() + "/packages/";
    }

    private String kmods() {
        var build = target.kernel().replaceFirst("~([0-9a-f]+)-r1", "-1-$1");
        return "/releases/" + target.release() + "/targets/" + target.target() + "/kmods/" + build + "/";
    }

    String feedOf(String name) {
        return name.startsWith("kmod-")
                ? kmods()
                : "/releases/" + target.release() + "/packages/" + target.architecture() + "/base/";
    }

    private void opkg(Path folder, List<YamlMap> rows) throws IOException, GeneralSecurityException {
        var kernel = "Package: kernel\nVersion: " + target.kernel() + "\nArchitecture: " + target.architecture()
                + "\nFilename: kernel.ipk\nSize: 1\nSHA256sum: " + "0".repeat(64) + "\n\n";
        index(core(), kernel);
        for (var home : List.of(feedOf("kmod-x"), feedOf("x"))) {
            index(
                    home,
                    rows.stream()
                            .filter(row -> feedOf(row.requireString("name")).equals(home)
                                    && !row.requireString("name").equals("curl")) // it is in another feed
                            .map(this::stanza)
                            .collect(Collectors.joining("\n")));
        }
        for (var row : rows) {
            var file = row.requireString("file");
            files.put(feedOf(row.requireString("name")) + file, Files.readAllBytes(folder.resolve(file)));
        }
    }

    private String stanza(YamlMap row) {
        var depends = row.strings("depends").stream()
                .map(name -> name.equals("kernel") ? "kernel (=" + target.kernel() + ")" : name)
                .collect(Collectors.joining(", "));
        return "Package: " + row.requireString("name") + "\nVersion: " + row.requireString("version") + "\nDepends: "
                + depends
                + "\nArchitecture: " + target.architecture() + "\nInstalled-Size: " + row.requireString("installed")
                + "\nFilename: "
                + row.requireString("file") + "\nSize: " + row.requireString("size") + "\nSHA256sum: "
                + row.requireString("sha256")
                + "\nDescription: a package\n of the bench\n";
    }

    void index(String home, String text) throws IOException, GeneralSecurityException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        files.put(home + "Packages.gz", packed.toByteArray());
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(key.getPrivate());
        signer.update(bytes);
        files.put(home + "Packages.sig", usign(signer.sign()).getBytes(StandardCharsets.UTF_8));
    }

    private static String usign(byte[] raw) {
        var head = java.util.HexFormat.of().parseHex("4564" + KEY_NUMBER);
        var all = Arrays.copyOf(head, head.length + raw.length);
        System.arraycopy(raw, 0, all, head.length, raw.length);
        return "untrusted comment: a test\n" + Base64.getEncoder().encodeToString(all) + "\n";
    }

    /** The public key as a router has it. */
    Path keyFile(Path folder) throws IOException {
        var encoded = key.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        // usign keys begin with Ed as well
        return Files.writeString(folder.resolve(KEY_NUMBER), usign(raw));
    }

    private void apk(Path folder, List<YamlMap> rows) throws IOException {
        var homes = new java.util.TreeMap<String, List<ApkInfo>>();
        homes.put(
                core(),
                new ArrayList<>(List.of(new ApkInfo(
                        "kernel",
                        target.kernel(),
                        ApkInfo.identity("kernel"),
                        target.architecture(),
                        1,
                        1,
                        List.of(),
                        List.of()))));
        for (var row : rows) {
            var home = feedOf(row.requireString("name"));
            var bytes = Files.readAllBytes(folder.resolve(row.requireString("file")));
            files.put(home + row.requireString("file"), bytes);
            homes.computeIfAbsent(home, each -> new ArrayList<>())
                    .add(ApkFile.parse(bytes, List.of()).file().info());
        }
        for (var home : homes.entrySet()) {
            files.put(home.getKey() + "packages.adb", ApkFile.index(home.getValue(), Optional.empty()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
