package dev.outpost.sim.router;

import java.time.Instant;

/**
 * A board as it leaves flashing.
 *
 * @param name of the unit on the bench
 * @param mac of its LAN bridge
 * @param freeFlash bytes that the overlay holds
 * @param memory bytes of RAM; half of them are /tmp's
 * @param buildDate where its clock starts, as it has no battery
 */
public record RouterHardware(String name, String mac, long freeFlash, long memory, Instant buildDate) {
    /** INVENTED: no overlay of a real MR3020 v3 with 24.10.8 was measured; large enough for ncm and WireGuard, uncompressed. */
    private static final long OVERLAY = 1536 * 1024;

    private static final long RAM = 64L * 1024 * 1024;

    /** The TP-Link MR3020 v3 of the demo with OpenWrt 24.10.8. */
    public static RouterHardware mr3020(String name, String mac) {
        return new RouterHardware(name, mac, OVERLAY, RAM, Instant.parse("2026-05-30T08:12:00Z"));
    }
}
