package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.PortReports;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.Target;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole look at what is plugged in: descriptors, ports, answers, ranked uplinks. */
public final class DongleProbe {
    private final Prober prober;
    private final ProfileBook profiles;
    private final BiPredicate<String, String> nodes;
    private final LongSupplier nanos;

    /**
     * @param nodes whether two names are the same node: a link by-id, a pseudo terminal behind a link
     * @param nanos a clock as {@link System#nanoTime}
     */
    public DongleProbe(Prober prober, ProfileBook profiles, BiPredicate<String, String> nodes, LongSupplier nanos) {
        this.prober = prober;
        this.profiles = profiles;
        this.nodes = nodes;
        this.nanos = nanos;
    }

    /** Asks these ports and no others; what USB knows about them is used. */
    public ProbeDocument ports(List<String> named, List<UsbDevice> devices) {
        var owned = new LinkedHashMap<String, List<Target.Port>>();
        var targets = new ArrayList<Target>();
        for (var port : named) {
            var owner =
                    devices.stream().filter(d -> behind(port, d).isPresent()).findFirst();
            var interfaceNumber = owner.flatMap(d -> behind(port, d)).map(UsbInterface::number);
            if (owner.isEmpty()) {
                targets.add(new Target(
                        Optional.empty(), List.of(new Target.Port(port, interfaceNumber)), Optional.empty(), Set.of()));
            } else {
                owned.computeIfAbsent(owner.get().path(), p -> new ArrayList<>())
                        .add(new Target.Port(port, interfaceNumber));
            }
        }
        devices.stream()
                .filter(d -> owned.containsKey(d.path()))
                .forEach(d -> targets.add(target(d, owned.getOrDefault(d.path(), List.of()))));
        return document(targets, true);
    }

    /** Every dongle among these devices, with all its ports. */
    public ProbeDocument all(List<UsbDevice> devices) {
        return document(dongles(devices).map(d -> target(d, serialPorts(d))).toList(), true);
    }

    /** The same by descriptors alone: no port is opened. */
    public ProbeDocument descriptors(List<UsbDevice> devices) {
        return document(dongles(devices).map(d -> target(d, List.of())).toList(), false);
    }

    private Stream<UsbDevice> dongles(List<UsbDevice> devices) {
        return devices.stream().filter(d -> Layout.of(d).isDongle() || isByItsId(d));
    }

    /** Of a device that is not shown whole, the id alone may tell: the kernel's list, a profile, a known mode switch; never its maker. */
    private boolean isByItsId(UsbDevice device) {
        return device.sight().gap().isPresent()
                && (ShownInPart.isKnown(device)
                        || ReportMaker.profile(profiles, Optional.of(device), Optional.empty())
                                .isPresent());
    }

    private Optional<UsbInterface> behind(String port, UsbDevice device) {
        return device.serialPorts().stream()
                .filter(i -> i.tty().filter(tty -> nodes.test(tty, port)).isPresent())
                .findFirst();
    }

    /** In download mode nothing is opened: a byte there may be the last. */
    private static List<Target.Port> serialPorts(UsbDevice device) {
        if (Layout.of(device).mode() != Mode.MODEM) {
            return List.of();
        }
        return device.serialPorts().stream()
                .map(i -> new Target.Port(i.tty().orElseThrow(), Optional.of(i.number())))
                .toList();
    }

    private Target target(UsbDevice device, List<Target.Port> ports) {
        var safe = Layout.of(device).mode() == Mode.DOWNLOAD ? List.<Target.Port>of() : ports;
        var profile = ReportMaker.profile(profiles, Optional.of(device), Optional.empty());
        var preferred = Layout.of(device)
                .pcui()
                .map(UsbInterface::number)
                .or(() -> profile.flatMap(DongleProfile::atInterface));
        return new Target(Optional.of(device), safe, preferred, neverAsk(profile));
    }

    static Set<AtCommand> neverAsk(Optional<DongleProfile> profile) {
        return profile.stream()
                .flatMap(p -> p.neverAsk().stream())
                .flatMap(text ->
                        Arrays.stream(AtCommand.values()).filter(c -> c.text().equals(text)))
                .collect(Collectors.toSet());
    }

    private ProbeDocument document(List<Target> targets, boolean opensPorts) {
        var started = nanos.getAsLong();
        var asked = opensPorts
                ? prober.ask(targets)
                : targets.stream().map(PortReports::none).toList();
        var maker = new ReportMaker(profiles);
        var dongles = asked.stream().map(maker::dongle).toList();
        return new ProbeDocument(
                dongles, ProbeProblems.of(dongles, opensPorts), Duration.ofNanos(nanos.getAsLong() - started));
    }
}
