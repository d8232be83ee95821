package dev.outpost.router;

/**
 * One package of the router's own list.
 *
 * @param status opkg's three words; "install user unpacked" is half an installation
 */
public record InstalledPackage(String name, String version, String status) {
    /** Unpacked, configured, and asked for by nobody to go. */
    public boolean usable() {
        return status.endsWith(" installed");
    }
}
