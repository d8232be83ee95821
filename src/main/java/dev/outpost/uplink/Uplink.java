package dev.outpost.uplink;

import java.util.List;
import java.util.Optional;

/** How a dongle carries IP. The device is a node of the machine that looked: a tty, a cdc-wdm channel or a network interface. */
public sealed interface Uplink {
    /** Every kind by its word, best first for a router with small flash. */
    List<String> KINDS = List.of("ncm", "qmi", "mbim", "directip", "ecm", "rndis", "ppp");

    /** Where it was seen; empty while unknown. */
    Optional<String> device();

    /** Qualcomm MSM Interface over a cdc-wdm channel. */
    record Qmi(Optional<String> device) implements Uplink {}

    /** Mobile Broadband Interface Model over a cdc-wdm channel. */
    record Mbim(Optional<String> device) implements Uplink {}

    /** Network Control Model, vendor's or standard, dialled by AT: the device is the AT tty. */
    record Ncm(Optional<String> device) implements Uplink {}

    /** Sierra's DirectIP, dialled by AT: the device is the AT tty. */
    record DirectIp(Optional<String> device) implements Uplink {}

    /** CDC Ethernet: the dongle dials by itself, the router asks for a lease. */
    record Ecm(Optional<String> device) implements Uplink {}

    /** Microsoft's Remote NDIS: as with ECM. */
    record Rndis(Optional<String> device) implements Uplink {}

    /** PPP over a serial port: works almost everywhere, slow. */
    record Ppp(Optional<String> device) implements Uplink {}

    /** By the word that site files and documents use. */
    static Uplink of(String kind, Optional<String> device) {
        return switch (kind) {
            case "qmi" -> new Qmi(device);
            case "mbim" -> new Mbim(device);
            case "ncm" -> new Ncm(device);
            case "directip" -> new DirectIp(device);
            case "ecm" -> new Ecm(device);
            case "rndis" -> new Rndis(device);
            case "ppp" -> new Ppp(device);
            default -> throw new IllegalArgumentException("no uplink is called " + kind + "; known: " + KINDS);
        };
    }

    /** The word of documents and site files. */
    default String kind() {
        return switch (this) {
            case Qmi q -> "qmi";
            case Mbim m -> "mbim";
            case Ncm n -> "ncm";
            case DirectIp d -> "directip";
            case Ecm e -> "ecm";
            case Rndis r -> "rndis";
            case Ppp p -> "ppp";
        };
    }

    /** OpenWrt's protocol handler. */
    default String proto() {
        return switch (this) {
            case Qmi q -> "qmi";
            case Mbim m -> "mbim";
            case Ncm n -> "ncm";
            case DirectIp d -> "directip";
            case Ecm e -> "dhcp";
            case Rndis r -> "dhcp";
            case Ppp p -> "3g";
        };
    }

    /** The router has to tell the modem to dial, so it needs an APN. */
    default boolean dials() {
        return !proto().equals("dhcp");
    }

    /** The same kind at another node. */
    default Uplink at(String node) {
        return of(kind(), Optional.of(node));
    }
}
