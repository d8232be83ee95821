package dev.outpost.bench;

/** What the control port can do with a bench. Units go by their site's name; an empty name is the first one. */
interface Controls {
    /** The counters as one JSON object. */
    String counters();

    void sets(Fault fault);

    void clears(Fault fault);

    /**
     * Cuts a router's power and gives it back.
     *
     * @throws IllegalArgumentException there is no such unit
     */
    void powerCycles(String unit);

    /** Moves a unit's one LAN cable. */
    void movesCable(String unit, Cable end);

    /** The owner scans a page: the viewer's WireGuard configuration. */
    void viewerScans(String wireguardConf);

    /** Where the one LAN cable ends. */
    enum Cable {
        LAPTOP,
        CAMERA
    }
}
