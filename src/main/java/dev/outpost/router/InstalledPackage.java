package dev.outpost.router;

import java.util.List;

/**
 * One package of the router's own list.
 *
 * @param status opkg's three words ("install user unpacked" is half an installation), or the same said of apk's entry
 * @param provides other names that it stands for, without their versions
 */
public record InstalledPackage(String name, String version, String status, List<String> provides) {
    public InstalledPackage {
        provides = List.copyOf(provides);
    }

    public InstalledPackage(String name, String version, String status) {
        this(name, version, status, List.of());
    }

    /** Unpacked, configured, and asked for by nobody to go. */
    public boolean usable() {
        return status.endsWith(" installed");
    }

    /** Begun and never finished: its files may be there or not. */
    public boolean isHalf() {
        return !usable() && !status.startsWith("deinstall ");
    }

    /** One that was just installed and looked at. */
    static InstalledPackage fine(String name, String version) {
        return new InstalledPackage(name, version, "install user installed");
    }
}
