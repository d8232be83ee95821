package dev.outpost.usbip;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.SimulatedDongle;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** One USB socket: what is plugged in, and the host that uses it. */
final class UsbSocket {
    private Optional<SimulatedDongle> dongle = Optional.empty();
    private Optional<DonglePort> channel = Optional.empty();
    private Optional<EmulatedDevice> device = Optional.empty();
    private Optional<UrbLink> link = Optional.empty();
    private boolean closed;

    synchronized Optional<EmulatedDevice> device() {
        return device;
    }

    synchronized void plug(SimulatedDongle plugged, Optional<DonglePort> ncmChannel) {
        dongle = Optional.of(plugged);
        channel = ncmChannel;
        returns(plugged);
    }

    /** The dongle itself came back, perhaps as another device. */
    synchronized void returns(SimulatedDongle plugged) {
        if (dongle.equals(Optional.of(plugged))) {
            device = Optional.of(DongleDevice.of(plugged, channel));
            notifyAll();
        }
    }

    /** The dongle itself left the bus. */
    synchronized void leaves(SimulatedDongle plugged) {
        if (dongle.equals(Optional.of(plugged))) {
            device = Optional.empty();
            hangUp();
        }
    }

    synchronized void unplug() {
        dongle = Optional.empty();
        device = Optional.empty();
        hangUp();
    }

    private void hangUp() {
        link.ifPresent(UrbLink::close);
        link = Optional.empty();
    }

    /** Gives the device to this host as soon as there is one, and serves until either leaves. */
    void serve(String busId, Socket host, DataInputStream in, DataOutputStream out)
            throws IOException, InterruptedException {
        var given = await();
        if (given.isEmpty()) {
            return;
        }
        var messages = new OpMessages(out);
        messages.header(OpMessages.IMPORT, 0);
        messages.device(busId, given.get());
        out.flush();
        var mine = new UrbLink(given.get(), host, out);
        if (uses(mine, given.get())) {
            try {
                mine.serve(in);
            } finally {
                released(mine);
            }
        }
    }

    private synchronized Optional<EmulatedDevice> await() throws InterruptedException {
        while (!closed && (device.isEmpty() || link.isPresent())) {
            wait();
        }
        return closed ? Optional.empty() : device;
    }

    /** False when the device was pulled out meanwhile. */
    private synchronized boolean uses(UrbLink mine, EmulatedDevice given) {
        if (!device.equals(Optional.of(given))) {
            return false;
        }
        link = Optional.of(mine);
        return true;
    }

    private synchronized void released(UrbLink mine) {
        if (link.equals(Optional.of(mine))) {
            link = Optional.empty();
            notifyAll();
        }
    }

    synchronized void close() {
        closed = true;
        unplug();
        notifyAll();
    }
}
