package dev.outpost.adapter.recording;

import dev.outpost.dongle.UsbDevice;
import java.util.ArrayList;
import java.util.List;

/** How the USB devices were, and how they were when they had changed. */
final class UsbLooks {
    private final List<Look> looks = new ArrayList<>();

    /**
     * One look.
     *
     * @param micros since the look at everything began
     */
    record Look(long micros, List<UsbDevice> devices) {
        Look {
            devices = List.copyOf(devices);
        }
    }

    /** Keeps what differs from the look before. */
    synchronized void add(long micros, List<UsbDevice> devices) {
        if (looks.isEmpty() || !looks.getLast().devices().equals(devices)) {
            looks.add(new Look(micros, devices));
        }
    }

    synchronized List<Look> all() {
        return List.copyOf(looks);
    }

    /** The latest until this time; the first before it; none where nobody ever looked. */
    synchronized List<UsbDevice> at(long micros) {
        var seen = looks.isEmpty() ? List.<UsbDevice>of() : looks.getFirst().devices();
        for (var look : looks) {
            seen = look.micros() <= micros ? look.devices() : seen;
        }
        return seen;
    }
}
