package dev.outpost.adapter.usb;

import dev.outpost.adapter.usb.pasted.PastedUsb;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text that somebody pasted as a bus: its devices, as far as it shows them. */
public record UsbDevicesText(String text) implements UsbBus {
    @Override
    public List<UsbDevice> devices() {
        return PastedUsb.read(text.getBytes(StandardCharsets.UTF_8)).devices();
    }
}
