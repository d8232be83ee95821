package dev.outpost.bench.router.apk;

import dev.outpost.bench.host.FileSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Scripts of installed packages: {@code /lib/apk/db/scripts.tar.gz}, by {@code NAME-VERSION.TYPE}. */
final class ScriptStore {
    private static final String FILE = "/lib/apk/db/scripts.tar.gz";

    private final FileSystem files;
    private final TreeMap<String, String> scripts = new TreeMap<>();

    ScriptStore(FileSystem files) throws IOException {
        this.files = files;
        var bytes = files.exists(FILE) ? files.read(FILE) : new byte[0];
        if (bytes.length > 0) {
            read(bytes);
        }
    }

    private void read(byte[] bytes) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                scripts.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    Optional<String> find(String full, String type) {
        return Optional.ofNullable(scripts.get(full + "." + type));
    }

    void put(String full, Map<String, String> byType) {
        byType.forEach((type, text) -> scripts.put(full + "." + type, text));
    }

    void remove(String full) {
        scripts.keySet().removeIf(name -> name.startsWith(full + ".p"));
    }

    /** @throws IOException when the flash is full */
    void save() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (var script : scripts.entrySet()) {
                var content = script.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(script.getKey());
                entry.setSize(content.length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        files.write(FILE + ".new", bytes.toByteArray());
        files.move(FILE + ".new", FILE);
    }
}
