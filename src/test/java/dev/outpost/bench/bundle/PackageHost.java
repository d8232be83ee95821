package dev.outpost.bench.bundle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * The package server of the virtual internet, on loopback: the feeds of one release with the synthetic packages, all of them in the
 * feed {@code base}, the others empty. Packages are made when somebody first asks.
 */
public final class PackageHost implements AutoCloseable {
    /** What routers call it. */
    public static final String NAME = "downloads.openwrt.org";

    /** What the image's key file holds. */
    private static final String KEY = "a key of the bench\n";

    private final Target target;
    private final HttpServer server;
    private final Map<String, byte[]> files = new TreeMap<>();

    /** Starts it. */
    public PackageHost(Target target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var bytes = path.startsWith("/releases/" + target.release() + "/") ? file(path) : null;
        exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : Math.max(bytes.length, 1));
        if (bytes != null) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private synchronized byte @org.jspecify.annotations.Nullable [] file(String path) throws IOException {
        if (files.isEmpty()) {
            make();
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        var isBase = path.contains("/base/");
        return isBase || !files.containsKey("empty " + name) ? files.get(name) : files.get("empty " + name);
    }

    private void make() throws IOException {
        var builder = new SyntheticBundle(target);
        var infos = new ArrayList<ApkInfo>();
        var index = new StringBuilder();
        for (var spec : PackageSpec.read(target)) {
            var bytes = builder.build(spec);
            var name = builder.fileName(spec);
            files.put(name, bytes);
            if (target.hasApk()) {
                infos.add(ApkFile.parse(bytes, List.of()).file().info());
            } else {
                index.append(builder.stanza(spec)).append("Filename: " + name + "\nSize: " + bytes.length + "\n\n");
            }
        }
        if (target.hasApk()) {
            files.put("packages.adb", ApkFile.index(infos, Optional.of(KEY)));
            files.put("empty packages.adb", ApkFile.index(List.of(), Optional.of(KEY)));
        } else {
            files.put("Packages.gz", packed(index.toString()));
            files.put("empty Packages.gz", packed(""));
            files.put("Packages.sig", "untrusted comment: signed by the bench\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
