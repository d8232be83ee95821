package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkFile;
import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Glob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every package that a command knows of: installed ones, those of the repositories and the files that were named. Indexes are fetched
 * unless the copy in the cache is young enough.
 */
final class Offer {
    private static final String CACHE = "/var/cache/apk/";
    private static final Duration YOUNG = Duration.ofHours(4);

    private final Call call;
    private final Apk.Arguments arguments;
    private final PackageServer server;
    private final InstalledDb database;
    private final List<String> keys;
    private final Map<String, ApkInfo> all = new TreeMap<>();
    private final Map<String, String> index = new HashMap<>();
    private final Map<String, ApkFile> files = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private int unavailable;

    Offer(Call call, Apk.Arguments arguments, PackageServer server, InstalledDb database) {
        this.call = call;
        this.arguments = arguments;
        this.server = server;
        this.database = database;
        this.keys = keys(call);
        database.all().forEach(entry -> all.put(key(entry.info()), entry.info()));
    }

    private static String key(ApkInfo info) {
        return info.name() + " " + info.version() + " " + info.identity();
    }

    /** Contents of the keys that the router trusts. */
    private static List<String> keys(Call call) {
        var keys = new ArrayList<String>();
        try {
            for (var file : Glob.expand(call.files(), "/", "/etc/apk/keys/*")) {
                keys.add(call.files().text(file));
            }
        } catch (IOException none) {
            return List.of();
        }
        return keys;
    }

    ApkInfo add(byte[] bytes) throws IOException {
        var read = ApkFile.parse(bytes, keys);
        trusted(read.isTrusted());
        var info = read.file().info();
        all.put(key(info), info);
        files.put(key(info), read.file());
        return info;
    }

    private void trusted(boolean isSigned) throws IOException {
        if (!isSigned && !arguments.has("--allow-untrusted")) {
            throw new IOException("UNTRUSTED signature");
        }
    }

    /** Reads every index; what cannot be had is told and left out. */
    void open() throws IOException {
        for (var address : addresses()) {
            var cached = CACHE + "APKINDEX.%08x.tar.gz".formatted(address.hashCode());
            var updates = arguments.command().equals("update") || !isYoung(cached);
            try {
                var fetches = updates && !arguments.has("--no-network");
                var bytes = fetches ? server.get(address) : call.files().read(cached);
                add(address, bytes);
                if (fetches) {
                    call.files().makeFolders(CACHE);
                    call.files().write(cached, bytes);
                }
            } catch (PackageServer.Failure failure) {
                call.err().println(failure.text());
                warn("updating and opening " + address + ": unexpected end of file");
            } catch (IOException problem) {
                warn((updates ? "updating and opening " : "opening from cache ") + address + ": " + words(problem));
            }
        }
    }

    private boolean isYoung(String cached) {
        var oldest = call.machine().clock().wall().minus(YOUNG);
        var stat = call.files().stat(cached);
        return stat.filter(is -> is.modified().isAfter(oldest)).isPresent();
    }

    private List<String> addresses() throws IOException {
        var found = new ArrayList<String>();
        if (arguments.has("--repositories-file")) {
            return found; // the file is given as /dev/null
        }
        for (var file : Glob.expand(call.files(), "/", "/etc/apk/repositories.d/*.list")) {
            var lines = call.files().text(file).lines().map(String::strip);
            lines.filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(found::add);
        }
        return found;
    }

    private void add(String address, byte[] bytes) throws IOException {
        var read = ApkFile.index(bytes, keys);
        trusted(read.isTrusted());
        opened.add(address);
        for (var info : read.packages()) {
            all.putIfAbsent(key(info), info);
            index.putIfAbsent(key(info), address);
        }
    }

    private void warn(String what) {
        call.err().println("WARNING: " + what);
        unavailable++;
    }

    static String words(IOException problem) {
        return problem instanceof FileError error ? error.words() : String.valueOf(problem.getMessage());
    }

    int unavailable() {
        return unavailable;
    }

    /** Addresses of the indexes that were read. */
    List<String> opened() {
        return opened;
    }

    Collection<ApkInfo> all() {
        return all.values();
    }

    /** Packages that bear the name or stand for it. */
    List<ApkInfo> providers(String name) {
        return all.values().stream().filter(info -> info.names().contains(name)).toList();
    }

    boolean isInstalled(ApkInfo info) {
        return database.find(info.name())
                .filter(entry -> key(entry.info()).equals(key(info)))
                .isPresent();
    }

    /** The package itself: the file that was named, or the one beside the index that has it. */
    ApkFile whole(ApkInfo info) throws IOException, PackageServer.Failure {
        var local = files.get(key(info));
        if (local != null) {
            return local;
        }
        var address = index.get(key(info));
        if (address == null) {
            throw new IOException("package not found");
        }
        var file = address.substring(0, address.lastIndexOf('/') + 1) + info.full() + ".apk";
        return ApkFile.parse(server.get(file), List.of()).file();
    }
}
