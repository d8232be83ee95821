package dev.outpost.usbip;

import java.io.ByteArrayOutputStream;

/** Writes USB descriptors one behind the other; each begins with its own length. USB 2.0, section 9.6; USB CDC 1.2, section 5.2.3. */
final class Descriptors {
    private static final int INTERFACE = 0x04;
    private static final int ENDPOINT = 0x05;
    private static final int CLASS_INTERFACE = 0x24;
    private static final int BULK = 2;
    private static final int INTERRUPT = 3;

    /** High speed: bulk endpoints have no other size. */
    private static final int BULK_PACKET = 512;

    private static final int INTERRUPT_PACKET = 16;

    /** 2^(9-1) microframes, 32 ms. */
    private static final int INTERVAL = 9;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param triple class/subclass/protocol in hexadecimal */
    Descriptors interfaceOf(int number, int alternate, int endpoints, String triple) {
        var words = triple.split("/");
        return raw(
                INTERFACE,
                number,
                alternate,
                endpoints,
                Integer.parseInt(words[0], 16),
                Integer.parseInt(words[1], 16),
                Integer.parseInt(words[2], 16),
                0);
    }

    Descriptors bulk(int... addresses) {
        for (int address : addresses) {
            raw(ENDPOINT, address, BULK, 0, BULK_PACKET >> 8, 0);
        }
        return this;
    }

    Descriptors interrupt(int address) {
        return raw(ENDPOINT, address, INTERRUPT, INTERRUPT_PACKET, 0, INTERVAL);
    }

    /** CDC header, and the union of a control interface with its data interface. */
    Descriptors cdc(int control, int data) {
        return raw(CLASS_INTERFACE, 0x00, 0x10, 0x01).raw(CLASS_INTERFACE, 0x06, control, data);
    }

    /** CDC Ethernet: the string that is the address, and the longest frame. */
    Descriptors ethernet(int macString) {
        int frame = 1514;
        return raw(CLASS_INTERFACE, 0x0f, macString, 0, 0, 0, 0, frame & 0xff, frame >> 8, 0, 0, 0);
    }

    /** A functional descriptor of a class. */
    Descriptors functional(int... rest) {
        return raw(CLASS_INTERFACE, rest);
    }

    Descriptors raw(int type, int... rest) {
        out.write(rest.length + 2);
        out.write(type);
        for (int each : rest) {
            out.write(each);
        }
        return this;
    }

    Descriptors raw(int type, byte[] rest) {
        out.write(rest.length + 2);
        out.write(type);
        out.writeBytes(rest);
        return this;
    }

    Descriptors append(byte[] written) {
        out.writeBytes(written);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
