package dev.outpost.uplink;

import dev.outpost.dongle.SimCard.Apn;
import java.util.List;
import java.util.Optional;

/**
 * What the modem answered on the router, and what the router's USB tree showed then.
 *
 * @param node on which it did: a serial port or a control channel
 * @param silent nodes that were asked and did not answer
 * @param refusing serial ports that speak AT and do not tell a maker
 * @param network home network of its SIM, {@code 404-10}
 * @param apn the access point name of that network, and its other names
 * @param usbLines the USB tree once the drivers were in; empty where it was not looked at
 */
public record ModemAnswers(
        Optional<String> node,
        List<String> silent,
        List<String> refusing,
        Optional<String> network,
        Apn apn,
        String usbLines) {
    public static final ModemAnswers NOTHING =
            new ModemAnswers(Optional.empty(), List.of(), List.of(), Optional.empty(), Apn.UNKNOWN, "");

    public ModemAnswers {
        silent = List.copyOf(silent);
        refusing = List.copyOf(refusing);
    }

    public ModemAnswers on(String answering) {
        return new ModemAnswers(Optional.of(answering), silent, refusing, network, apn, usbLines);
    }

    public ModemAnswers without(List<String> mute, List<String> limited, String tree) {
        return new ModemAnswers(node, mute, limited, network, apn, tree);
    }

    public ModemAnswers of(String home, Apn names) {
        return new ModemAnswers(node, silent, refusing, Optional.of(home), names, usbLines);
    }

    /** Whether this port answers AT although it names no maker: many sticks dial on no other. */
    boolean speaks(String port) {
        return refusing.contains(port);
    }

    Optional<String> apnName() {
        return apn.value();
    }

    /** Other names that the SIM's network knows. */
    List<String> otherApns() {
        return apn.alternatives();
    }

    /** The serial port among what answers. */
    public Optional<String> tty() {
        return node.filter(name -> name.startsWith("/dev/tty"));
    }
}
