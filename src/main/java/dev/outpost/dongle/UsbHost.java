package dev.outpost.dongle;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a computer knows of its USB side besides the devices: who else is at work on them, and what has happened. Looks only. */
public interface UsbHost {
    /** How a node can be used by this user. */
    enum Access {
        OPEN,
        DENIED,
        MISSING
    }

    /** Names of the USB drivers that are loaded; empty where the system does not tell. */
    Set<String> drivers();

    /** Every program that runs, by process id; those of other users where one may know. */
    Map<Long, String> programs();

    /** How this node can be used. */
    Access access(String node);

    /** The kernel's log, oldest first; empty where it may not be read. */
    Optional<List<String>> kernelLog();

    /** Whether our udev rules are installed here. */
    boolean hasRules();

    /**
     * Installs our udev rules and has them read.
     *
     * @return the file that was written
     * @throws java.nio.file.AccessDeniedException when only root may
     */
    String installRules() throws IOException;
}
