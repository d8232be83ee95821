package dev.outpost.dongle;

/**
 * A series of OpenWrt by what its kernel's modem drivers know.
 *
 * @param name {@code 24.10}; {@code 24.10+} is what its later releases know besides
 * @param kernel version of the sources that were read
 * @param order 0 is the oldest
 */
public record KernelSeries(String name, String kernel, int order) {

    /** Only later releases of a series know what came with this one. */
    public boolean isLaterRelease() {
        return name.endsWith("+");
    }

    /** The series itself, without the mark of its later releases. */
    public String plainName() {
        return isLaterRelease() ? name.substring(0, name.length() - 1) : name;
    }

    /** "OpenWrt 24.10", "later releases of OpenWrt 24.10". */
    public String inWords() {
        return (isLaterRelease() ? "later releases of OpenWrt " : "OpenWrt ") + plainName();
    }
}
