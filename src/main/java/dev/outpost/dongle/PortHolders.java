package dev.outpost.dongle;

import java.util.Optional;

/** Knows which other program has a port open. Root is not kept out of a held port, so one has to look first. */
@FunctionalInterface
public interface PortHolders {
    /** Name and process id, "ModemManager (pid 612)"; empty where nobody holds it or nobody may know. */
    Optional<String> holder(String path);
}
