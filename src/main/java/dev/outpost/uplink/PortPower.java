package dev.outpost.uplink;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.DongleProfile;
import java.util.Optional;
import java.util.stream.Stream;

/** What a dongle draws against what a router's port gives. */
final class PortPower {
    /** What a port has to give by USB 2.0 (mA), section 7.2.1. */
    private static final int USB2 = 500;

    /** No modem sends on less (mA): a descriptor with less is wrong, as the 2 mA of some E3372 (dump in the OpenWrt wiki). */
    private static final int CREDIBLE = 100;

    private PortPower() {}

    static RouterFit.Power of(Optional<UsbDevice> usb, Optional<DongleProfile> profile, RouterBoard board) {
        var asks = usb.flatMap(UsbDevice::maxPower);
        var known = profile.flatMap(DongleProfile::powerMa);
        var draws = Stream.of(asks.filter(ma -> ma >= CREDIBLE), known)
                .flatMap(Optional::stream)
                .max(Integer::compare);
        var gives = board.usbPower();
        return new RouterFit.Power(draws, gives, enough(draws, gives), says(asks, draws, gives, board));
    }

    private static Optional<Boolean> enough(Optional<Integer> draws, Optional<Integer> gives) {
        if (draws.isEmpty()) {
            return Optional.empty();
        }
        return gives.map(g -> draws.get() <= g).or(() -> draws.get() > USB2 ? Optional.of(false) : Optional.empty());
    }

    private static String says(
            Optional<Integer> asks, Optional<Integer> draws, Optional<Integer> gives, RouterBoard board) {
        var dongle = draws.map(d -> "the dongle asks for up to " + d + " mA")
                .orElseGet(() -> "what the dongle draws is not known"
                        + asks.map(a -> " (its descriptor says " + a + " mA, which cannot be)")
                                .orElse(""));
        var port = gives.map(g -> "the port gives " + g + " mA")
                .orElse("by USB 2.0 a port gives " + USB2 + " mA; what this one gives is not known");
        return dongle + "; " + port
                + board.usbPowerSource().map(s -> " (" + s + ")").orElse("");
    }
}
