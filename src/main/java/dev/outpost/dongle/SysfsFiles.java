package dev.outpost.dongle;

import java.util.List;
import java.util.Optional;

/** The files below {@code /sys/bus/usb/devices}, wherever they are: on this computer, or on a router as one look copied them. */
public interface SysfsFiles {
    /** Names in this folder, sorted; the empty path is the top. */
    List<String> names(String folder);

    /** The stripped text of a file; empty where it is missing, unreadable or blank. */
    Optional<String> text(String file);

    /** The last name of where a link points. */
    Optional<String> link(String file);
}
