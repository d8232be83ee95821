package dev.outpost.workflow;

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
record Heard(
        Optional<String> node,
        List<String> silent,
        List<String> refusing,
        Optional<String> network,
        Apn apn,
        String usbLines) {
    static final Heard NOTHING = new Heard(Optional.empty(), List.of(), List.of(), Optional.empty(), Apn.UNKNOWN, "");

    Heard {
        silent = List.copyOf(silent);
        refusing = List.copyOf(refusing);
    }

    Heard on(String answering) {
        return new Heard(Optional.of(answering), silent, refusing, network, apn, usbLines);
    }

    Heard without(List<String> mute, List<String> limited, String tree) {
        return new Heard(node, mute, limited, network, apn, tree);
    }

    Heard of(String home, Apn names) {
        return new Heard(node, silent, refusing, Optional.of(home), names, usbLines);
    }

    /** The serial port among what answers. */
    Optional<String> tty() {
        return node.filter(name -> name.startsWith("/dev/tty"));
    }
}
