package dev.outpost.dongle;

import java.util.List;

/**
 * A file about USB devices that somebody saved or pasted, read for what it is.
 *
 * @param what the file is, in words that follow "this is": "a list of lsusb"
 * @param reading how much such a file tells
 * @param notes lines that should have told something and did not
 */
public record UsbDump(String what, Reading reading, List<UsbDevice> devices, List<String> notes) implements UsbBus {
    /** How much a form of file tells of a device. */
    public enum Reading {
        /** Each interface with its numbers: descriptors, dumps. */
        WHOLE,
        /** Ids, or drivers, or both. */
        PARTLY,
        /** It is empty and should not be. */
        EMPTY,
        /** It is something else. */
        NOTHING
    }

    public UsbDump {
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }

    /** A file that tells nothing about USB devices. */
    public static UsbDump nothing(String what) {
        return new UsbDump(what, Reading.NOTHING, List.of(), List.of());
    }
}
