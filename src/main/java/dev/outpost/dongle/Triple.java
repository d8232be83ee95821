package dev.outpost.dongle;

import java.util.HexFormat;

/** Class, subclass and protocol of a USB interface, 0 to 255 each; written {@code ff/02/16} in hexadecimal. */
public record Triple(int interfaceClass, int subclass, int protocol) {
    public Triple {
        if ((interfaceClass | subclass | protocol) >> 8 != 0) {
            throw new IllegalArgumentException(
                    "not three bytes: " + interfaceClass + ", " + subclass + ", " + protocol);
        }
    }

    /** From the two-digit hexadecimal texts of sysfs. */
    public static Triple of(String interfaceClass, String subclass, String protocol) {
        return new Triple(
                HexFormat.fromHexDigits(interfaceClass.strip()),
                HexFormat.fromHexDigits(subclass.strip()),
                HexFormat.fromHexDigits(protocol.strip()));
    }

    /** From {@code ff/02/16}. */
    public static Triple parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a triple is class/subclass/protocol, not " + text);
        }
        return of(parts[0], parts[1], parts[2]);
    }

    /** SCSI over bulk-only transport: a CD-ROM, a card reader. */
    public boolean isStorage() {
        return interfaceClass == 0x08;
    }

    public boolean isVendor() {
        return interfaceClass == 0xff;
    }

    @Override
    public String toString() {
        return "%02x/%02x/%02x".formatted(interfaceClass, subclass, protocol);
    }
}
