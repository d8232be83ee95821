package dev.outpost.adapter.usb;

import dev.outpost.dongle.ScsiUnit;
import dev.outpost.dongle.SysfsFiles;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linux's view in {@code /sys/bus/usb/devices}: plain files that need no permission. Both folders are parameters, so that a tree of ordinary
 * folders stands for a machine; what is missing or cannot be read is unknown, never an error.
 */
public final class SysfsBus implements UsbBus {
    private final UsbBus reader;

    /**
     * @param sys stands for {@code /sys}
     * @param dev stands for {@code /dev} in the names of nodes
     */
    public SysfsBus(Path sys, Path dev) {
        this.reader = new SysfsReader(new Tree(sys.resolve("bus/usb/devices")), dev.toString());
    }

    /** The same tree as plain files, for what no device has as a field. */
    public static SysfsFiles files(Path sys) {
        return new Tree(sys.resolve("bus/usb/devices"));
    }

    @Override
    public List<UsbDevice> devices() {
        return reader.devices();
    }

    @Override
    public List<ScsiUnit> scsiUnits(UsbDevice device) {
        return reader.scsiUnits(device);
    }

    /** Files of this computer. */
    private record Tree(Path top) implements SysfsFiles {
        private static final int LONGEST = 4096;

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
            var link = top.resolve(name);
            try {
                return Files.isSymbolicLink(link)
                        ? Optional.of(Files.readSymbolicLink(link).getFileName().toString())
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
