package dev.outpost.uplink;

import dev.outpost.dongle.PortReports;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import java.util.List;
import java.util.Optional;

/** Puts a dongle's evidence together: what the ports said, its profile, its warnings, its uplinks. */
final class ReportMaker {
    private final ProfileBook profiles;

    ReportMaker(ProfileBook profiles) {
        this.profiles = profiles;
    }

    ProbeDocument.Dongle dongle(PortReports ports) {
        var facts = ports.facts();
        var usb = ports.target().usb();
        var profile = profile(profiles, usb, facts.identity().model());
        var bare = new ProbeReport(
                usb,
                ports.mode(),
                ports.ports(),
                facts.identity(),
                facts.sim(),
                facts.network(),
                facts.answers(),
                profile.map(DongleProfile::profile),
                profile.filter(p -> !p.tried().isEmpty())
                        .map(p -> "tried on hardware by " + String.join("; ", p.tried()))
                        .orElse(ProbeReport.FROM_TABLES),
                List.of());
        var report = bare.with(new Warnings(bare, profile).all());
        return new ProbeDocument.Dongle(report, new UplinkChooser(profiles).choose(report));
    }

    static Optional<DongleProfile> profile(ProfileBook profiles, Optional<UsbDevice> usb, Optional<String> model) {
        return profiles.match(new ProfileBook.Fingerprint(
                usb.map(UsbDevice::id),
                usb.map(u -> u.interfaces().stream()
                                .flatMap(i -> i.triple().map(Triple::toString).stream())
                                .toList())
                        .orElse(List.of()),
                usb.flatMap(UsbDevice::manufacturer),
                usb.flatMap(UsbDevice::product),
                model));
    }
}
