package dev.outpost.adapter.usb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files of usb-modeswitch-data where the system has that package: a person's own in {@code /etc/usb_modeswitch.d} before the package's, which
 * Debian keeps in one archive. What cannot be read is not there.
 */
public final class ModeswitchFolder {
    private static final String NAME = "[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(:.{1,80})?";
    private static final int LONGEST = 16_384;
    private static final int MOST = 5_000;

    private final Path root;
    private final Tree tree;

    /** @param root stands for {@code /} */
    public ModeswitchFolder(Path root) {
        this.root = root;
        this.tree = new Tree(root);
    }

    /** Texts by file name. */
    public Map<String, String> files() {
        var found = new LinkedHashMap<String, String>();
        folder("etc/usb_modeswitch.d", found);
        folder("usr/share/usb_modeswitch", found);
        archive(root.resolve("usr/share/usb_modeswitch/configPack.tar.gz"), found);
        return found;
    }

    private void folder(String folder, Map<String, String> found) {
        tree.names(folder).stream()
                .filter(name -> name.matches(NAME) && found.size() < MOST)
                .forEach(name -> tree.text(folder + "/" + name).ifPresent(text -> found.putIfAbsent(name, text)));
    }

    private static void archive(Path archive, Map<String, String> found) {
        try (var file = new BufferedInputStream(Files.newInputStream(archive));
                var tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null && found.size() < MOST; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^\\./", "");
                if (entry.isFile() && name.matches(NAME)) {
                    found.putIfAbsent(name, new String(tar.readNBytes(LONGEST), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return;
        }
    }
}
