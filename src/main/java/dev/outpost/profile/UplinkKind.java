package dev.outpost.profile;

import dev.outpost.text.Word;
import java.util.Optional;
import java.util.stream.Stream;

/** How a dongle carries IP; the public word of documents and site files is the name in lower case. What each is on OpenWrt: {@link UplinkHandlers}. */
public enum UplinkKind implements Word {
    /** Qualcomm MSM Interface over a cdc-wdm channel. */
    QMI,
    /** Mobile Broadband Interface Model over a cdc-wdm channel. */
    MBIM,
    /** Sierra's DirectIP, dialled by AT. */
    DIRECTIP,
    /** Network Control Model, vendor's or standard, dialled by AT. */
    NCM,
    /** CDC Ethernet: the dongle dials by itself, the router asks for a lease. */
    ECM,
    /** Microsoft's Remote NDIS: as with ECM. */
    RNDIS,
    /** PPP over a serial port: works almost everywhere, slow. */
    PPP;

    public static Optional<UplinkKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Every public word. */
    public static String[] words() {
        return Stream.of(values()).map(UplinkKind::word).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return word();
    }
}
