package dev.outpost.adapter.usb;

import dev.outpost.dongle.PortHolders;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process has a port open, as {@code /proc} tells. Looked at for real serial nodes only: a pseudo terminal is held by whoever plays
 * the modem. Processes of other users are seen by root alone.
 */
public final class ProcHolders implements PortHolders {
    private final Path proc;

    /** @param proc stands for {@code /proc} */
    public ProcHolders(Path proc) {
        this.proc = proc;
    }

    @Override
    public Optional<String> holder(String path) {
        Path node;
        try {
            node = Path.of(path).toRealPath();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        if (!node.toString().matches("/dev/tty[A-Z].*")) {
            return Optional.empty();
        }
        return search(node);
    }

    private Optional<String> search(Path node) {
        try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                var pid = process.getFileName().toString();
                if (!pid.equals(String.valueOf(ProcessHandle.current().pid())) && holds(process, node)) {
                    return Optional.of(name(process) + " (pid " + pid + ")");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Path node) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (Files.readSymbolicLink(file).equals(node)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "a program";
        }
    }
}
