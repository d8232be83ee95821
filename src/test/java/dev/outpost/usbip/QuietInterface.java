package dev.outpost.usbip;

import dev.outpost.bench.dongle.UsbInterface;
import java.util.Set;

/** An interface that nothing here plays: its descriptor and its endpoints, which never say anything. */
final class QuietInterface implements UsbFunction {
    private final UsbInterface usb;
    private final byte[] descriptors;

    QuietInterface(UsbInterface usb, Numbers numbers) {
        this.usb = usb;
        var written = new Descriptors().interfaceOf(usb.number(), 0, usb.endpoints(), usb.triple());
        if (usb.endpoints() % 2 == 1) {
            written.interrupt(numbers.in());
        }
        for (int pair = 0; pair < usb.endpoints() / 2; pair++) {
            written.bulk(numbers.in(), numbers.out());
        }
        this.descriptors = written.bytes();
    }

    @Override
    public Set<Integer> interfaces() {
        return Set.of(usb.number());
    }

    @Override
    public byte[] descriptors() {
        return descriptors.clone();
    }
}
