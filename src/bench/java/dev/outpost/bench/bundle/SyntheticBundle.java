package dev.outpost.bench.bundle;

import dev.outpost.text.feed.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.List;
import java.util.stream.Collectors;

/** The bundle of the virtual bench: every package that a fresh router needs for its dongle and for the tunnel. */
public final class SyntheticBundle {
    private SyntheticBundle() {}

    /**
     * Writes {@code index.json} (schema {@code outpost.bundle/1}) and the package files.
     *
     * @throws IOException the folder cannot be written
     */
    public static void write(Path folder, Target target) throws IOException {
        Files.createDirectories(folder);
        var builder = new Builder(target);
        var rows = new ArrayList<String>();
        for (var spec : PackageList.read(target)) {
            var bytes = builder.build(spec);
            var name = builder.fileName(spec);
            Files.write(folder.resolve(name), bytes);
            rows.add(row(target, spec, name, bytes));
        }
        Files.writeString(folder.resolve("index.json"), index(target, rows));
    }

    private static String index(Target target, List<String> rows) {
        return """
                {
                 "schema": "outpost.bundle/1",
                 "release": "%s",
                 "target": "%s",
                 "architecture": "%s",
                 "kernel": "%s",
                 "synthetic": true,
                 "note": "made by the virtual bench; sizes partly from OpenWrt 23.05.2 on another architecture, installed bytes invented",
                 "files": [
                %s
                 ]
                }
                """.formatted(
                target.release(), target.target(), target.architecture(), target.kernel(), String.join(",\n", rows));
    }

    private static String row(Target target, PackageSpec spec, String file, byte[] bytes) {
        var provides = spec.provides().isEmpty() ? "" : ", \"provides\": " + list(spec.provides());
        return "  {\"file\": \"%s\", \"name\": \"%s\", \"version\": \"%s\", \"sha256\": \"%s\", \"size\": %d, \"installed\": %d, \"depends\": %s%s}"
                .formatted(
                        file,
                        spec.name(),
                        spec.version(),
                        Sha256.of(bytes),
                        bytes.length,
                        spec.counted(target),
                        list(spec.depends()),
                        provides);
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
