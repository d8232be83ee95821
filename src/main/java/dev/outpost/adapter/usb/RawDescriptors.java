package dev.outpost.adapter.usb;

import dev.outpost.dongle.DescriptorReader;
import dev.outpost.dongle.Descriptors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.usb4java.DeviceHandle;
import org.usb4java.LibUsb;

/** Asks an open device for its descriptors themselves (GET_DESCRIPTOR): all configurations, where libusb shows the active one. */
final class RawDescriptors {
    private static final int DEVICE = 1;
    private static final int CONFIGURATION = 2;
    /** The richest modem seen has 400 bytes a configuration. */
    private static final int LONGEST = 4096;

    private static final int MOST_CONFIGURATIONS = 8;

    private RawDescriptors() {}

    /** @param configurations bNumConfigurations */
    static Descriptors of(DeviceHandle handle, int configurations) {
        var all = new ByteArrayOutputStream();
        append(handle, DEVICE, 0, all);
        for (int index = 0; index < Math.min(configurations, MOST_CONFIGURATIONS); index++) {
            append(handle, CONFIGURATION, index, all);
        }
        return DescriptorReader.read(all.toByteArray());
    }

    private static void append(DeviceHandle handle, int type, int index, ByteArrayOutputStream all) {
        var bytes = ByteBuffer.allocateDirect(LONGEST);
        int length = LibUsb.getDescriptor(handle, (byte) type, (byte) index, bytes);
        var read = new byte[Math.clamp(length, 0, LONGEST)];
        bytes.get(0, read);
        all.writeBytes(read);
    }
}
