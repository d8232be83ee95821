package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction;
import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Optional;

/** A network that a kernel driver of its own carries and no handler of OpenWrt dials: kalmia, hso. */
record Unhandled(UsbFunction function) {

    static Optional<Unhandled> of(UsbDevice device) {
        return Layout.of(device).of(Kind.UNHANDLED).stream().findFirst().map(Unhandled::new);
    }

    String because() {
        return function.because() + ", and OpenWrt has no handler that dials it";
    }
}
