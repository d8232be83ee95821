package dev.outpost.bench.bundle;

import dev.outpost.bench.bundle.PackageSpec.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes {@code .ipk} files: a gzip tar of debian-binary, data.tar.gz and control.tar.gz. The same bytes every time. */
final class IpkBuilder implements PackageBuilder {
    private final Target target;

    IpkBuilder(Target target) {
        this.target = target;
    }

    @Override
    public String fileName(PackageSpec spec) {
        return spec.name() + "_" + spec.version() + "_" + target.architecture() + ".ipk";
    }

    @Override
    public byte[] build(PackageSpec spec) throws IOException {
        var outer = new Tar();
        outer.file("./debian-binary", 0644, "2.0\n".getBytes(StandardCharsets.UTF_8));
        outer.file("./data.tar.gz", 0644, data(spec));
        outer.file("./control.tar.gz", 0644, control(spec));
        return outer.gzipped();
    }

    private byte[] control(PackageSpec spec) throws IOException {
        var text = "Package: " + spec.name() + "\nVersion: " + spec.version() + "\nDepends: " + depends(spec)
                + "\nSource: synthetic\nSection: base\nArchitecture: " + target.architecture() + "\nInstalled-Size: "
                + spec.counted(target) + "\nDescription:  A synthetic package of the virtual bench.\n";
        var tar = new Tar();
        tar.file("./control", 0644, text.getBytes(StandardCharsets.UTF_8));
        return tar.gzipped();
    }

    /** Kernel packages are tied to the exact build. */
    String depends(PackageSpec spec) {
        return spec.depends().stream()
                .map(name -> name.equals("kernel") ? "kernel (=" + target.kernel() + ")" : name)
                .collect(Collectors.joining(", "));
    }

    private byte[] data(PackageSpec spec) throws IOException {
        var tar = new Tar();
        for (var folder : folders(spec)) {
            tar.folder("." + folder + "/");
        }
        int texts = 0;
        for (var each : spec.contents()) {
            if (each instanceof Content.Text text) {
                var bytes = PackageList.text(target, spec.name(), text.path());
                texts += bytes.length;
                tar.file("." + text.path(), text.mode(), bytes);
            }
        }
        for (var each : spec.contents()) {
            if (each instanceof Content.Filler filler) {
                tar.file("." + filler.path(), filler.mode(), Filling.of(spec, texts));
            } else if (each instanceof Content.Link link) {
                tar.link("." + link.path(), link.target());
            }
        }
        return tar.gzipped();
    }

    private static Set<String> folders(PackageSpec spec) {
        var folders = new LinkedHashSet<String>();
        for (var each : spec.contents()) {
            var path = switch (each) {
                case Content.Text text -> text.path();
                case Content.Filler filler -> filler.path();
                case Content.Link link -> link.path();
            };
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash));
            }
        }
        return folders;
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
