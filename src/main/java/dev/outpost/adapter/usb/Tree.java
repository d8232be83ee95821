package dev.outpost.adapter.usb;

import dev.outpost.dongle.SysfsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files below a folder: of this computer, or of one that is made of files. What is missing or cannot be read is unknown, never an error.
 *
 * @param top all paths begin there
 */
record Tree(Path top) implements SysfsReader.Files {
    private static final int LONGEST = 16_384;

    @Override
    public List<String> names(String folder) {
        var found = new ArrayList<String>();
        try (var stream = Files.newDirectoryStream(top.resolve(folder))) {
            stream.forEach(entry -> found.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found.stream().sorted().toList();
    }

    @Override
    public Optional<String> text(String name) {
        var file = top.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip())
                    .filter(value -> !value.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> link(String name) {
        return target(name).map(target -> target.getFileName().toString());
    }

    /** Where a link points. */
    Optional<Path> target(String name) {
        var link = top.resolve(name);
        try {
            return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
