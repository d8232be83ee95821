package dev.outpost.bench.bundle;

import dev.outpost.text.Hash;
import dev.outpost.text.Json;
import dev.outpost.text.feed.Dependency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * The bundle of the virtual bench: every package that a fresh router needs for its dongle and for the tunnel, {@code .ipk} or {@code .apk}
 * as its release has them: the same bytes every time. Nobody signs them.
 */
public record SyntheticBundle(Target target) {
    private static final String NOTE =
            "made by the virtual bench; sizes partly from OpenWrt 23.05.2 on another architecture,"
                    + " installed bytes invented";

    /**
     * Writes {@code index.json} (schema {@code outpost.bundle/1}) and the package files.
     *
     * @throws IOException the folder cannot be written
     */
    public static void write(Path folder, Target target) throws IOException {
        Files.createDirectories(folder);
        var bundle = new SyntheticBundle(target);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var spec : PackageSpec.read(target)) {
            var bytes = bundle.build(spec);
            var name = bundle.fileName(spec);
            Files.write(folder.resolve(name), bytes);
            rows.add(bundle.row(spec, name, bytes));
        }
        Files.writeString(folder.resolve("index.json"), bundle.index(rows));
    }

    private String index(List<Map<String, @Nullable Object>> rows) {
        var index = Json.object("schema", "outpost.bundle/1", "release", target.release(), "target", target.target());
        index.putAll(Json.object("architecture", target.architecture(), "kernel", target.kernel()));
        index.putAll(Json.object("synthetic", true, "note", NOTE, "files", rows));
        return Json.pretty(index) + "\n";
    }

    private Map<String, @Nullable Object> row(PackageSpec spec, String file, byte[] bytes) {
        var row = Json.object(
                "file", file,
                "name", spec.name(),
                "version", spec.version(),
                "sha256", Hash.sha256(bytes),
                "size", bytes.length,
                "installed", spec.counted(target),
                "depends", spec.depends());
        if (!spec.provides().isEmpty()) {
            row.put("provides", spec.provides());
        }
        return row;
    }

    /** An apk's has no architecture in it. */
    String fileName(PackageSpec spec) {
        var named = spec.name() + "-" + spec.version() + ".apk";
        return target.hasApk() ? named : spec.name() + "_" + spec.version() + "_" + target.architecture() + ".ipk";
    }

    byte[] build(PackageSpec spec) throws IOException {
        return target.hasApk() ? apk(spec) : ipk(spec);
    }

    private byte[] apk(PackageSpec spec) throws IOException {
        var items = new ArrayList<>(spec.items(target));
        var list = items.stream().map(item -> "/" + item.path() + "\n").collect(Collectors.joining());
        items.add(new Item("lib/apk/packages/" + spec.name() + ".list", 0644, bytes(list), ""));
        var info = new ApkInfo(
                spec.name(),
                spec.version(),
                "",
                target.architecture(),
                0,
                spec.installed(),
                wishes(spec.depends()),
                wishes(spec.provides()));
        return new ApkFile(info, items, "#!/bin/sh\nexit 0\n").bytes(Optional.empty());
    }

    /** Kernel packages are tied to the exact build. */
    private List<Dependency> wishes(List<String> names) {
        var text = String.join(" ", names) + " ";
        return ApkInfo.wishes(text.replace("kernel ", "kernel=" + target.kernel() + " "));
    }

    /** A gzip tar of debian-binary, data.tar.gz and control.tar.gz. */
    private byte[] ipk(PackageSpec spec) throws IOException {
        var outer = new Tar();
        outer.put("./debian-binary", 0644, bytes("2.0\n"), "");
        outer.put("./data.tar.gz", 0644, data(spec), "");
        var control = new Tar();
        var stanza = bytes(stanza(spec) + "Description:  A synthetic package of the virtual bench.\n");
        control.put("./control", 0644, stanza, "");
        outer.put("./control.tar.gz", 0644, control.gzipped(), "");
        return outer.gzipped();
    }

    /** What opkg is told of a package, in the package itself and in an index. */
    String stanza(PackageSpec spec) {
        var depends = spec.depends().stream()
                .map(name -> name.equals("kernel") ? "kernel (=" + target.kernel() + ")" : name)
                .collect(Collectors.joining(", "));
        return "Package: " + spec.name() + "\nVersion: " + spec.version() + "\nDepends: " + depends
                + "\nSource: synthetic\nSection: base\nArchitecture: " + target.architecture() + "\nInstalled-Size: "
                + spec.counted(target) + "\n";
    }

    private byte[] data(PackageSpec spec) throws IOException {
        var items = spec.items(target);
        var tar = new Tar();
        for (var folder : items.stream().flatMap(Item::parents).distinct().toList()) {
            tar.put("./" + folder + "/", 0755, new byte[0], "");
        }
        for (var item : items) {
            tar.put("./" + item.path(), item.isLink() ? 0777 : item.mode(), item.bytes(), item.target());
        }
        return tar.gzipped();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A tar in memory, without times and owners. */
    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        /** @param link empty for a file, and for a folder, whose path ends with a slash */
        void put(String path, int mode, byte[] content, String link) throws IOException {
            var entry = link.isEmpty() ? new TarArchiveEntry(path) : new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            entry.setLinkName(link);
            entry.setMode((link.isEmpty() ? entry.getMode() & ~07777 : 0120000) | mode);
            entry.setModTime(0);
            entry.setIds(0, 0);
            entry.setNames("root", "root");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }

        byte[] gzipped() throws IOException {
            tar.close();
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                bytes.writeTo(gzip);
            }
            return packed.toByteArray();
        }
    }
}
