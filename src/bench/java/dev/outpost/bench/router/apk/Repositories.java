package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkIndex;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The repositories of a command: local indexes are read, others fetched unless the copy in the cache is young enough. */
final class Repositories {
    private static final String CACHE = "/var/cache/apk/";
    private static final Duration YOUNG = Duration.ofHours(4);
    private static final String NETWORK = "[a-z]+://.*";

    private final Call call;
    private final Arguments arguments;
    private final PackageServer server;
    private final List<String> keys;
    private final Map<String, List<ApkInfo>> opened = new LinkedHashMap<>();
    private int unavailable;
    private int stale;

    Repositories(Call call, Arguments arguments, PackageServer server) {
        this.call = call;
        this.arguments = arguments;
        this.server = server;
        this.keys = keys(call);
    }

    /** Contents of the keys that the router trusts. */
    static List<String> keys(Call call) {
        var keys = new ArrayList<String>();
        try {
            for (var name : call.files().list("/etc/apk/keys")) {
                keys.add(call.files().text("/etc/apk/keys/" + name));
            }
        } catch (IOException none) {
            return List.of();
        }
        return keys;
    }

    /** Reads every index; what cannot be had is told and left out. */
    void open() throws IOException {
        for (var address : addresses()) {
            if (address.matches(NETWORK) && !address.startsWith("file://")) {
                openRemote(address);
            } else {
                openLocal(address);
            }
        }
    }

    private List<String> addresses() throws IOException {
        var found = new ArrayList<>(arguments.all("--repository"));
        var file = arguments.value("--repositories-file");
        if (file.isPresent()) {
            found.addAll(lines(call.path(file.get())));
            return found;
        }
        for (var folder : List.of("/lib/apk/repositories.d/", "/etc/apk/repositories.d/")) {
            if (call.files().isFolder(folder)) {
                for (var name : call.files().list(folder)) {
                    found.addAll(name.endsWith(".list") ? lines(folder + name) : List.of());
                }
            }
        }
        return found;
    }

    private List<String> lines(String file) throws IOException {
        try {
            return call.files()
                    .text(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (FileError missing) {
            return List.of();
        }
    }

    private void openLocal(String address) {
        var path = address.replaceFirst("^file://", "");
        try {
            opened.put(address, trusted(call.files().read(call.path(path))));
        } catch (IOException problem) {
            warn("opening " + address, problem);
        }
    }

    private void openRemote(String address) throws IOException {
        var cached = CACHE + "APKINDEX.%08x.tar.gz".formatted(address.hashCode());
        var isYoung = call.files()
                .stat(cached)
                .filter(stat -> stat.modified()
                        .plus(YOUNG)
                        .isAfter(call.machine().clock().wall()))
                .isPresent();
        var updates = arguments.command().equals("update") || arguments.has("--update-cache") || !isYoung;
        if (updates && !arguments.has("--no-network")) {
            fetch(address, cached);
            return;
        }
        try {
            opened.put(address, trusted(call.files().read(cached)));
        } catch (IOException problem) {
            warn("opening from cache " + address, problem);
        }
    }

    private void fetch(String address, String cached) throws IOException {
        try {
            var bytes = server.get(address);
            try {
                opened.put(address, trusted(bytes));
                call.files().makeFolders(CACHE);
                call.files().write(cached, bytes);
            } catch (IOException damaged) {
                warn("updating and opening " + address, damaged);
            }
        } catch (PackageServer.Failure failure) {
            call.err().println(failure.text());
            var end = new IOException("unexpected end of file");
            if (call.files().exists(cached)) {
                call.err().println("WARNING: updating " + address + ": " + end.getMessage());
                opened.put(address, trusted(call.files().read(cached)));
                stale++;
            } else {
                warn("updating and opening " + address, end);
            }
        }
    }

    private List<ApkInfo> trusted(byte[] index) throws IOException {
        var read = ApkIndex.parse(index, keys);
        if (!read.isTrusted() && !arguments.has("--allow-untrusted")) {
            throw new IOException("UNTRUSTED signature");
        }
        return read.packages();
    }

    private void warn(String what, IOException problem) {
        call.err().println("WARNING: " + what + ": " + words(problem));
        unavailable++;
    }

    static String words(IOException problem) {
        return problem instanceof FileError error ? error.words() : String.valueOf(problem.getMessage());
    }

    int unavailable() {
        return unavailable;
    }

    int stale() {
        return stale;
    }

    /** Addresses of the indexes that were read. */
    List<String> available() {
        return List.copyOf(opened.keySet());
    }

    /** Every package of every index, with the index's address. */
    Map<String, List<ApkInfo>> packages() {
        return opened;
    }

    /** The file of a package that an index names: beside the index. */
    byte[] download(String index, ApkInfo info) throws IOException, PackageServer.Failure {
        var address = index.substring(0, index.lastIndexOf('/') + 1) + info.full() + ".apk";
        if (!address.matches(NETWORK) || address.startsWith("file://")) {
            return call.files().read(call.path(address.replaceFirst("^file://", "")));
        }
        return server.get(address);
    }
}
