package dev.outpost.adapter.usb;

import dev.outpost.dongle.SysfsReader;
import java.nio.file.Path;

/**
 * Linux's view in {@code /sys/bus/usb/devices}: plain files that need no permission. Both folders are parameters, so that a tree of ordinary
 * folders stands for a machine.
 */
public final class SysfsBus extends SysfsReader {
    /**
     * @param sys stands for {@code /sys}
     * @param dev stands for {@code /dev} in the names of nodes
     */
    public SysfsBus(Path sys, Path dev) {
        super(files(sys), dev.toString());
    }

    /** The same tree as plain files, for what no device has as a field. */
    public static SysfsReader.Files files(Path sys) {
        return new Tree(sys.resolve("bus/usb/devices"));
    }
}
