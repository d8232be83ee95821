package dev.outpost.dongle;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel driver takes an interface.
 *
 * @param byId its table names this maker or device; else the class was enough
 * @param flags of the entry
 */
public record DriverClaim(String driver, boolean byId, Set<String> flags) {
    public DriverClaim {
        flags = Set.copyOf(flags);
    }

    /** The driver makes ttys. */
    public boolean isSerial() {
        return LinuxDrivers.shipped().kindOf(driver).equals(Optional.of(UsbFunction.Kind.SERIAL));
    }

    /** The driver is for modems only, so an entry that names a device says what it is. */
    boolean isModems() {
        return byId && !List.of("cdc_acm", "cdc_ncm", "cdc_ether", "rndis_host").contains(driver) && !isAdapter();
    }

    /** A driver of network adapters. */
    boolean isAdapter() {
        return LinuxDrivers.shipped().isAdapter(driver);
    }
}
