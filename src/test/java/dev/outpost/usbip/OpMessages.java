package dev.outpost.usbip;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first layer of USB/IP: who is there, and "give me that one". */
final class OpMessages {
    static final int VERSION = 0x0111;
    static final int ASK_LIST = 0x8005;
    static final int LIST = 0x0005;
    static final int ASK_IMPORT = 0x8003;
    static final int IMPORT = 0x0003;

    /** The bytes of a bus id in a message. */
    static final int BUS_ID = 32;

    private static final int PATH = 256;
    private static final int HIGH_SPEED = 3;

    /** Behind the root hub, which is 1; the kernel at the other end numbers its own bus. */
    private static final int FIRST_NUMBER = 2;

    private final DataOutputStream out;

    OpMessages(DataOutputStream out) {
        this.out = out;
    }

    void header(int code, int status) throws IOException {
        out.writeShort(VERSION);
        out.writeShort(code);
        out.writeInt(status);
    }

    /** The device's record of 312 bytes. */
    void device(String busId, EmulatedDevice device) throws IOException {
        var ids = device.ids();
        text("/sys/devices/emulated/" + busId, PATH);
        text(busId, BUS_ID);
        out.writeInt(1);
        out.writeInt(FIRST_NUMBER);
        out.writeInt(HIGH_SPEED);
        out.writeShort(ids.vendor());
        out.writeShort(ids.product());
        out.writeShort(ids.revision());
        for (var part : ids.deviceClass().split("/")) {
            out.writeByte(Integer.parseInt(part, 16));
        }
        out.writeByte(1); // configuration
        out.writeByte(1); // of so many
        out.writeByte(device.triples().size());
    }

    /** Class, subclass and protocol of each interface, and a byte of padding. */
    void interfaces(EmulatedDevice device) throws IOException {
        for (var triple : device.triples()) {
            for (var part : triple.split("/")) {
                out.writeByte(Integer.parseInt(part, 16));
            }
            out.writeByte(0);
        }
    }

    private void text(String text, int size) throws IOException {
        out.write(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size));
    }
}
