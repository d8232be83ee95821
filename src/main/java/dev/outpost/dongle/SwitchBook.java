package dev.outpost.dongle;

import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which dongle leaves storage mode how: the device profiles first, then what the system has of usb-modeswitch-data. */
public final class SwitchBook {
    private final List<SwitchFact> facts;

    private SwitchBook(List<SwitchFact> facts) {
        this.facts = List.copyOf(facts);
    }

    /** Holder: read when somebody first asks. */
    private static final class Shipped {
        private static final SwitchBook BOOK = of(ProfileBook.shipped(), Map.of());
    }

    /** The device profiles alone. */
    public static SwitchBook shipped() {
        return Shipped.BOOK;
    }

    /** @param installed files of usb-modeswitch-data by their names; what cannot be read is left out */
    public static SwitchBook of(ProfileBook profiles, Map<String, String> installed) {
        var facts = new ArrayList<SwitchFact>();
        for (var profile : profiles.dongles()) {
            profile.switches().forEach(s -> facts.add(fact(profile, s)));
        }
        installed.forEach((name, text) -> ModeswitchFile.read(name, text).ifPresent(facts::add));
        return new SwitchBook(facts);
    }

    /** Whether the id is a stick's in storage mode, whatever its strings. */
    boolean knows(UsbDevice device) {
        return facts.stream().anyMatch(fact -> fact.from().contains(device.id()));
    }

    /** All ways that fit, the best first: usual before asked for, by strings before by id alone, profiles before the system's files. */
    public List<SwitchWay> ways(UsbDevice device, List<ScsiUnit> units) {
        return facts.stream()
                .filter(fact -> fact.fits(device, units))
                .sorted(Comparator.comparing((SwitchFact fact) -> fact.way().whenAsked())
                        .thenComparingInt(fact -> -fact.strings()))
                .map(SwitchFact::way)
                .toList();
    }

    /** The way to go without being asked for another one; what the device may become is said by all sources together. */
    public Optional<SwitchWay> usual(UsbDevice device, List<ScsiUnit> units) {
        return first(ways(device, units).stream().filter(way -> !way.whenAsked()));
    }

    /** The way with that name. */
    public Optional<SwitchWay> named(String word, UsbDevice device, List<ScsiUnit> units) {
        return first(ways(device, units).stream().filter(way -> way.word().equalsIgnoreCase(word)));
    }

    private static Optional<SwitchWay> first(Stream<SwitchWay> fitting) {
        var ways = fitting.filter(way -> !way.messages().isEmpty()).toList();
        return ways.stream()
                .findFirst()
                .map(way -> way.becoming(ways.stream()
                        .filter(other -> other.messages().equals(way.messages()))
                        .flatMap(other -> other.becomes().stream())
                        .collect(Collectors.toSet())));
    }

    private static SwitchFact fact(DongleProfile profile, DongleProfile.Switch said) {
        return new SwitchFact(
                Set.copyOf(said.from()),
                said.manufacturer(),
                said.product(),
                said.scsiVendor(),
                Optional.empty(),
                new SwitchWay(
                        said.mode(),
                        messages(said),
                        Set.copyOf(said.to()),
                        said.whenAsked(),
                        "profile " + profile.profile() + ": " + said.source()));
    }

    /** The word's own messages where the profile spells none; an eject comes before a message. */
    private static List<SwitchMessage> messages(DongleProfile.Switch said) {
        var spelled = said.message().stream().<SwitchMessage>map(SwitchMessage.Bulk::new);
        var own = said.message().isEmpty() || said.mode().equals("StandardEject")
                ? SwitchWords.shipped().of(said.mode()).stream()
                : Stream.<SwitchMessage>empty();
        var configure = said.configuration().stream().<SwitchMessage>map(SwitchMessage.Configure::new);
        return Stream.of(own, spelled, configure).flatMap(s -> s).toList();
    }
}
