package dev.outpost.dongle;

import java.util.Set;

/**
 * One entry of a kernel driver's id table, and what the driver looks at besides before it takes an interface: the probe functions of the kernel's
 * qmi_wwan.c, option.c, qcserial.c, hso.c, kalmia.c and cdc_mbim.c.
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

    /** @param refused drivers whose tables leave this interface to another one */
    boolean accepts(UsbDevice device, UsbInterface i, Set<String> refused) {
        return switch (driver) {
            case "qmi_wwan" ->
                i.endpoints().filter(n -> n == 2).isEmpty()
                        && !isEc20(device, i)
                        && (!isByNumber() || isVendor(i) || !refused.isEmpty());
            case "option" -> !i.isStorage() && !isReserved(i) && isSerialPort(i);
            case "qcserial" -> isVendor(i) && isPort(device, i);
            case "cdc_mbim" -> i.triple().filter(t -> t.subclass() == 0x0e).isPresent();
            case "cdc_acm" -> i.triple().filter(t -> t.interfaceClass() == 0x02).isPresent();
            case "sierra", "ipw", "hso", "kalmia" -> isVendor(i);
            default -> true;
        };
    }

    private static boolean isVendor(UsbInterface i) {
        return i.triple().map(Triple::isVendor).orElse(true);
    }

    /** RSVD(n): the interface is another driver's. */
    private boolean isReserved(UsbInterface i) {
        return flags.stream()
                .filter(flag -> flag.startsWith("rsvd"))
                .anyMatch(flag -> Set.of(flag.substring(4).split("\\+")).contains(String.valueOf(i.number())));
    }

    private boolean isSerialPort(UsbInterface i) {
        var fewEnough =
                !flags.contains("numep2") || i.endpoints().map(n -> n == 2).orElse(true);
        return fewEnough && (!takesAnyInterface() || isVendor(i));
    }

    /** 05c6:9215 is a Gobi 2000 with QMI at 0, and an EC20 with five interfaces and QMI at 4: the richer reading wins. */
    private static boolean isEc20(UsbDevice device, UsbInterface i) {
        return device.id().equals("05c6:9215")
                && i.number() == 0
                && device.usbInterface(4)
                        .flatMap(UsbInterface::triple)
                        .filter(Triple::isVendor)
                        .isPresent();
    }

    /** Which numbers are ports: Gobi 1000 and 2000, Sierra's own layout; Huawei's is told by protocol numbers. */
    private boolean isPort(UsbDevice device, UsbInterface i) {
        if (flags.contains("g2k")) {
            return (i.number() >= 1 && i.number() <= 3) || device.interfaces().size() == 1;
        }
        return !flags.contains("swi") || i.number() == 0 || i.number() == 2 || i.number() == 3;
    }
}
