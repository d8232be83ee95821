package dev.outpost.site;

import dev.outpost.net.DataSize;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of the modem.
 *
 * @param uplink how it shall carry IP; empty leaves it to the evidence
 * @param apn access point name; absent means: find it from the SIM
 * @param pin where the SIM's PIN comes from, if it has one
 * @param pinLock what becomes of the SIM's lock
 * @param data of a month; absent: no limit
 * @param spares profiles of dongles that may replace this one later
 * @param line what carries IP where that is no dongle
 * @param wifi the network to join, where the line is one
 * @param hilink what a stick that is a router itself shall let in; absent: what it does is left to it
 */
public record ModemWish(
        Optional<UplinkKind> uplink,
        Optional<String> apn,
        Optional<SecretSource> pin,
        PinLock pinLock,
        Optional<DataSize> data,
        List<String> spares,
        Optional<UplinkHandlers.Line> line,
        Optional<WifiWish> wifi,
        Optional<Hilink> hilink) {
    public ModemWish {
        spares = List.copyOf(spares);
    }

    /** What a HiLink stick shall do with calls from outside: lead all of them to the router, or keep open to everybody what the router opened. */
    public enum Hilink implements Word {
        DMZ,
        FULL_CONE
    }

    /** What becomes of the SIM's lock: it stays and the router enters the PIN at each start, or it is taken off. */
    public enum PinLock {
        KEEP,
        REMOVE
    }
}
