package dev.outpost.uplink;

import dev.outpost.profile.UplinkKind;
import java.util.Optional;

/** How a dongle carries IP. The device is a node of the machine that looked: a tty, a cdc-wdm channel or a network interface. */
public sealed interface Uplink {
    /** Where it was seen; empty while unknown. */
    Optional<String> device();

    /** Over a cdc-wdm channel. */
    record Qmi(Optional<String> device) implements Uplink {}

    /** Over a cdc-wdm channel. */
    record Mbim(Optional<String> device) implements Uplink {}

    /** Where AT dials it, the device is the tty. */
    record Ncm(Optional<String> device) implements Uplink {}

    /** The device is the AT tty. */
    record DirectIp(Optional<String> device) implements Uplink {}

    /** A network interface. */
    record Ecm(Optional<String> device) implements Uplink {}

    /** A network interface. */
    record Rndis(Optional<String> device) implements Uplink {}

    /** The tty of the modem port. */
    record Ppp(Optional<String> device) implements Uplink {}

    static Uplink of(UplinkKind kind, Optional<String> device) {
        return switch (kind) {
            case QMI -> new Qmi(device);
            case MBIM -> new Mbim(device);
            case NCM -> new Ncm(device);
            case DIRECTIP -> new DirectIp(device);
            case ECM -> new Ecm(device);
            case RNDIS -> new Rndis(device);
            case PPP -> new Ppp(device);
        };
    }

    default UplinkKind kind() {
        return switch (this) {
            case Qmi q -> UplinkKind.QMI;
            case Mbim m -> UplinkKind.MBIM;
            case Ncm n -> UplinkKind.NCM;
            case DirectIp d -> UplinkKind.DIRECTIP;
            case Ecm e -> UplinkKind.ECM;
            case Rndis r -> UplinkKind.RNDIS;
            case Ppp p -> UplinkKind.PPP;
        };
    }
}
