package dev.outpost.bench.bundle;

import dev.outpost.text.feed.Dependency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes the files of a release's packages, {@code .ipk} or {@code .apk}: the same bytes every time. Nobody signs them. */
record Builder(Target target) {
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
        outer.file("./debian-binary", 0644, bytes("2.0\n"));
        outer.file("./data.tar.gz", 0644, data(spec));
        var control = new Tar();
        control.file("./control", 0644, bytes(stanza(spec) + "Description:  A synthetic package of the virtual bench.\n"));
        outer.file("./control.tar.gz", 0644, control.gzipped());
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
        var folders = new LinkedHashSet<String>();
        for (var item : items) {
            for (int slash = item.path().indexOf('/'); slash > 0; slash = item.path().indexOf('/', slash + 1)) {
                folders.add(item.path().substring(0, slash));
            }
        }
        var tar = new Tar();
        for (var folder : folders) {
            tar.folder("./" + folder + "/");
        }
        for (var item : items) {
            if (item.isLink()) {
                tar.link("./" + item.path(), item.target());
            } else {
                tar.file("./" + item.path(), item.mode(), item.bytes());
            }
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

        void file(String path, int mode, byte[] content) throws IOException {
            var entry = entry(new TarArchiveEntry(path), mode | 0100000);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }

        void folder(String path) throws IOException {
            tar.putArchiveEntry(entry(new TarArchiveEntry(path), 040755));
            tar.closeArchiveEntry();
        }

        void link(String path, String to) throws IOException {
            var entry = entry(new TarArchiveEntry(path, TarConstants.LF_SYMLINK), 0120777);
            entry.setLinkName(to);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }

        private static TarArchiveEntry entry(TarArchiveEntry entry, int mode) {
            entry.setMode(mode);
            entry.setModTime(0);
            entry.setIds(0, 0);
            entry.setNames("root", "root");
            return entry;
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
