package dev.outpost.dongle;

import java.util.List;

/** Sends what turns a disk into a modem. What the device did then is not its business: the bus shows it. */
public interface UsbSender {
    /**
     * Sends the messages in their order; stops early where the device leaves.
     *
     * @param device must still be at its path with the same ids, else nothing is sent
     */
    Sending send(UsbDevice device, List<SwitchWay.Message> messages);

    /** How it went. */
    sealed interface Sending {
        /** At least one message left this computer. Also where the device left the bus in the middle, or did not say that it understood. */
        record Sent(String evidence) implements Sending {}

        /** This user may not open the device's node; nothing was sent. */
        record Denied(String node) implements Sending {}

        /** Nothing was sent, for this reason. */
        record Refused(String why) implements Sending {}
    }
}
