package dev.outpost.adapter.usb;

import dev.outpost.dongle.PortHolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process has a port open, as {@code /proc} tells. Looked at for real serial nodes only: a pseudo terminal is held by whoever plays
 * the modem. Processes of other users are seen by root alone.
 */
public final class ProcHolders implements PortHolders {
    private final Tree tree;

    /** @param proc stands for {@code /proc} */
    public ProcHolders(Path proc) {
        this.tree = new Tree(proc);
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
        var self = String.valueOf(ProcessHandle.current().pid());
        return tree.names("").stream()
                .filter(process -> process.matches("[0-9]+") && !process.equals(self) && holds(process, node))
                .map(process -> tree.text(process + "/comm").orElse("a program") + " (pid " + process + ")")
                .findFirst();
    }

    private boolean holds(String process, Path node) {
        return tree.names(process + "/fd").stream()
                .anyMatch(file -> tree.target(process + "/fd/" + file).equals(Optional.of(node)));
    }
}
