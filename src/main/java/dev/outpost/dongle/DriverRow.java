package dev.outpost.dongle;

import java.util.Set;

/**
 * One entry of a kernel driver's id table.
 *
 * @param from the first series that has it
 * @param to the last one
 * @param flags what the driver makes of it: the head of {@code linux-drivers.txt} lists them
 * @param vid idVendor; {@code *} is any
 * @param where {@code if04} an interface number, {@code ff/ff/30} class, subclass and protocol, {@code *} any
 * @param pid idProduct; {@code *} is any
 */
record DriverRow(String driver, int from, int to, Set<String> flags, String vid, String where, String pid) {
    private static final String ANY = "*";

    DriverRow {
        flags = Set.copyOf(flags);
    }

    boolean isIn(KernelSeries series) {
        return from <= series.order() && series.order() <= to;
    }

    /** It names a maker: no class alone. */
    boolean isById() {
        return !vid.equals(ANY);
    }

    boolean takesAnyInterface() {
        return where.equals(ANY);
    }

    boolean isForWhateverItsMakerHas() {
        return isById() && pid.equals(ANY) && where.equals("ff/ff/ff");
    }

    boolean isByNumber() {
        return where.startsWith("if");
    }

    /** Listed so that the driver leaves it alone. */
    boolean isRefusal() {
        return flags.contains("not");
    }

    boolean fits(UsbDevice device, UsbInterface i) {
        return isFor(device) && fits(i);
    }

    boolean isFor(UsbDevice device) {
        return (vid.equals(ANY) || vid.equals(device.vid())) && (pid.equals(ANY) || pid.equals(device.pid()));
    }

    private boolean fits(UsbInterface i) {
        if (takesAnyInterface()) {
            return true;
        }
        return isByNumber() ? names(i.number()) : i.triple().filter(this::fits).isPresent();
    }

    boolean names(int number) {
        return where.equals("if%02x".formatted(number));
    }

    private boolean fits(Triple triple) {
        var wanted = where.split("/", 3);
        return fits(wanted[0], triple.interfaceClass())
                && fits(wanted[1], triple.subclass())
                && fits(wanted[2], triple.protocol());
    }

    private static boolean fits(String wanted, int value) {
        return wanted.equals(ANY) || wanted.equals("%02x".formatted(value));
    }
}
