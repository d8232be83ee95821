package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.util.Optional;

/** Says whether the dongle that was probed on the laptop is the one in the router now. */
public final class DongleCheck {
    private final Site site;
    private final Narrator narrator;

    public DongleCheck(Site site, Narrator narrator) {
        this.site = site;
        this.narrator = narrator;
    }

    /** By what the router's USB tree shows; what that cannot tell, the modem's own answer may tell later. */
    public void tell(ChosenUplink modem, RouterFacts router, boolean willBeAsked) {
        var found = modem.on(router).usb();
        if (found.isEmpty()) {
            stranger(modem, router);
            return;
        }
        var serial = modem.same().bySerial(found.get());
        if (serial.equals(Optional.of(true))) {
            narrator.saw(
                    "the probed dongle is in the router",
                    "the same USB serial number, at USB " + found.get().path());
        } else if (serial.isPresent()) {
            another(
                    "at USB " + found.get().path() + " of the router is "
                            + found.get().id() + ", but another one",
                    "its USB serial number differs");
        } else if (!willBeAsked || !modem.same().knowsImei()) {
            unproven();
        }
    }

    /** By the IMEI that the modem on the router told. */
    public void heard(ChosenUplink modem, String tty, String imei) {
        var same = modem.same().byImei(imei);
        if (same.equals(Optional.of(true))) {
            narrator.saw("the probed dongle answers on " + tty + " of the router", "the same IMEI");
        } else if (same.isPresent()) {
            another("another dongle than the probed one answers on " + tty + " of the router", "its IMEI differs");
        } else {
            unproven();
        }
    }

    public void unproven() {
        narrator.saw(
                "the dongle in the router is of the probed kind, not proven the same",
                "there is no USB serial number and no IMEI to compare");
    }

    private void stranger(ChosenUplink modem, RouterFacts router) {
        var vid = modem.dongle().report().usb().map(UsbDevice::vid);
        RouterDongles.devices(router).stream()
                .filter(device -> Layout.of(device).isDongle())
                .filter(device -> vid.isPresent() && !vid.get().equals(device.vid()))
                .findFirst()
                .ifPresent(device -> another(
                        "the probed dongle is not in the router, but " + device.id() + " is", "another maker's id"));
    }

    private void another(String what, String because) {
        narrator.warned(
                "DONGLE-OTHER: " + what + " (" + because + "); APN and uplink are those of the probed one. If the"
                        + " dongle was changed, plug it into this laptop and run: outpost probe --save " + site.file());
    }
}
