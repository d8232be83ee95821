package dev.outpost.adapter.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written for these tests, laid out as Debian's package has them. */
class ModeswitchDataTest {
    @TempDir
    Path root;

    @Test
    void saysNothingWhereThePackageIsNotInstalled() {
        assertEquals(Map.of(), new LinuxHost(root).modeswitchData());
    }

    @Test
    void readsTheArchiveAndTheFoldersAPersonsOwnFileFirst() throws IOException {
        pack(Map.of("ffff:0001", "packed", "ffff:0002:uMa=Some", "packed", "readme", "no"));
        file("usr/share/usb_modeswitch/ffff:0003", "shared");
        file("etc/usb_modeswitch.d/ffff:0001", "own");
        file("etc/usb_modeswitch.d/notes.txt", "no");

        assertEquals(
                Map.of("ffff:0001", "own", "ffff:0002:uMa=Some", "packed", "ffff:0003", "shared"),
                new LinuxHost(root).modeswitchData());
    }

    @Test
    void takesWhatComesBeforeTheBreakOfABrokenArchive() throws IOException {
        pack(Map.of("ffff:0001", "packed"));
        var archive = root.resolve("usr/share/usb_modeswitch/configPack.tar.gz");
        var whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length; length++) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertTrue(new LinuxHost(root).modeswitchData().size() <= 1);
        }
        Files.writeString(archive, "no archive at all");
        assertEquals(Map.of(), new LinuxHost(root).modeswitchData());
    }

    @Test
    void readsNoMoreOfAFileThanAnyHas() throws IOException {
        file("usr/share/usb_modeswitch/ffff:0003", "x".repeat(1_000_000));

        assertTrue(new LinuxHost(root)
                .modeswitchData().values().stream().allMatch(text -> !text.isEmpty() && text.length() < 20_000));
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void pack(Map<String, String> files) throws IOException {
        var archive = root.resolve("usr/share/usb_modeswitch/configPack.tar.gz");
        Files.createDirectories(archive.getParent());
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (var each : files.entrySet()) {
                var bytes = each.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry("./" + each.getKey());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }
}
