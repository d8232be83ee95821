package dev.outpost.usbip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The eight bytes that begin a control transfer: USB 2.0, section 9.3.
 *
 * @param type bmRequestType: direction, kind and recipient
 * @param request bRequest
 * @param value wValue
 * @param index wIndex: interface or endpoint for most
 * @param length wLength: at most so many bytes follow
 */
record Setup(int type, int request, int value, int index, int length) {
    private static final int TO_HOST = 0x80;
    private static final int KIND = 0x60;

    static Setup parse(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Setup(
                in.get() & 0xff,
                in.get() & 0xff,
                in.getShort() & 0xffff,
                in.getShort() & 0xffff,
                in.getShort() & 0xffff);
    }

    boolean isStandard() {
        return (type & KIND) == 0;
    }

    boolean asks() {
        return (type & TO_HOST) != 0;
    }

    /** Type and request in one number, {@code 0xa180} for a question to an interface of a class. */
    int what() {
        return type << 8 | request;
    }

    /** The interface that a class request names. */
    int interfaceNumber() {
        return index & 0xff;
    }
}
