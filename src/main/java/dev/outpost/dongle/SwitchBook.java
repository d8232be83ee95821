package dev.outpost.dongle;

import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which dongle leaves storage mode how: the device profiles first, then what the system has of usb-modeswitch-data, then our own table of
 * its facts.
 */
public final class SwitchBook {
    /** The first thing to try with a stick that nobody knows: it asks for no more than to let go of the disk. */
    public static final String EJECT = "StandardEject";

    private static final String PROFILE = "profile ";

    private final List<SwitchFact> facts;

    private SwitchBook(List<SwitchFact> facts) {
        this.facts = List.copyOf(facts);
    }

    /** Holder: read when somebody first asks. */
    private static final class Shipped {
        private static final SwitchBook BOOK = of(ProfileBook.shipped(), Map.of());
    }

    /** The device profiles and the public table. */
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
        facts.addAll(SwitchTable.shipped().facts());
        return new SwitchBook(facts);
    }

    /** Whether this is a stick in storage mode: by an id that is its own, or with the strings that the id asks for. */
    public boolean knows(UsbDevice device) {
        return facts.stream().anyMatch(fact -> fact.fits(device, List.of()));
    }

    /** Wi-Fi adapters, printers and others that are switched as sticks are, and are no modems. */
    static boolean isOther(UsbDevice device) {
        return SwitchTable.shipped().isOther(device.id());
    }

    /** Whether one of our own device profiles switches it. */
    public boolean isOurs(UsbDevice device) {
        return facts.stream()
                .filter(fact -> fact.fits(device, List.of()))
                .anyMatch(fact -> fact.way().source().startsWith(PROFILE));
    }

    /** All ways that fit, the best first: usual before asked for, by strings before by id alone, profiles before the system's files. */
    public List<SwitchWay> ways(UsbDevice device, List<UsbBus.ScsiUnit> units) {
        return facts.stream()
                .filter(fact -> fact.fits(device, units))
                .sorted(Comparator.comparing((SwitchFact fact) -> fact.way().whenAsked())
                        .thenComparingInt(fact -> -fact.strings().size()))
                .map(SwitchFact::way)
                .toList();
    }

    /** The way to go without being asked for another one; what the device may become is said by all sources together. */
    public Optional<SwitchWay> usual(UsbDevice device, List<UsbBus.ScsiUnit> units) {
        return first(ways(device, units).stream().filter(way -> !way.whenAsked()));
    }

    /** The way with that name; an eject can be asked for where nobody knows a way. */
    public Optional<SwitchWay> named(String word, UsbDevice device, List<UsbBus.ScsiUnit> units) {
        var ways = ways(device, units);
        return ways.isEmpty() && word.equalsIgnoreCase(EJECT)
                ? Optional.of(byHand())
                : first(ways.stream().filter(way -> way.word().equalsIgnoreCase(word)));
    }

    private static SwitchWay byHand() {
        return new SwitchWay(EJECT, SwitchWay.messages(EJECT), Set.of(), true, "no table knows this id: tried by hand");
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
        var strings = new HashMap<String, String>();
        said.manufacturer().ifPresent(text -> strings.put("uMa", text));
        said.product().ifPresent(text -> strings.put("uPr", text));
        said.scsiVendor().ifPresent(text -> strings.put("sVe", text));
        var source = PROFILE + profile.profile() + ": " + said.source();
        var way = new SwitchWay(said.mode(), messages(said), Set.copyOf(said.to()), said.whenAsked(), source);
        return new SwitchFact(Set.copyOf(said.from()), strings, way);
    }

    /** The word's own messages where the profile spells none; an eject comes before a message. */
    private static List<SwitchWay.Message> messages(DongleProfile.Switch said) {
        var spelled = said.message().stream().<SwitchWay.Message>map(SwitchWay.Message.Bulk::new);
        var own = said.message().isEmpty() || said.mode().equals(EJECT)
                ? SwitchWay.messages(said.mode()).stream()
                : Stream.<SwitchWay.Message>empty();
        var configure = said.configuration().stream().<SwitchWay.Message>map(SwitchWay.Message.Configure::new);
        return Stream.of(own, spelled, configure).flatMap(s -> s).toList();
    }

    /**
     * Which devices a way is for; all that is given must fit.
     *
     * @param from ids in storage mode
     * @param strings what the device's own strings hold, {@code uMa} its manufacturer's and {@code uPr} its product's, and what its disk's answer to INQUIRY
     *     holds, {@code sVe} for the vendor and {@code sMo} for the model
     */
    record SwitchFact(Set<String> from, Map<String, String> strings, SwitchWay way) {
        SwitchFact {
            from = Set.copyOf(from);
            strings = Map.copyOf(strings);
        }

        boolean fits(UsbDevice device, List<UsbBus.ScsiUnit> units) {
            return from.contains(device.id())
                    && strings.entrySet().stream()
                            .allMatch(wanted -> seen(wanted.getKey(), device, units)
                                    .anyMatch(text -> plain(text).contains(plain(wanted.getValue()))));
        }

        private static Stream<String> seen(String part, UsbDevice device, List<UsbBus.ScsiUnit> units) {
            return switch (part) {
                case "uMa" -> device.manufacturer().stream();
                case "uPr" -> device.product().stream();
                case "sVe" -> units.stream().map(UsbBus.ScsiUnit::vendor);
                case "sMo" -> units.stream().map(UsbBus.ScsiUnit::model);
                default -> throw new IllegalArgumentException("no part of a device: " + part);
            };
        }

        /** File names cannot hold blanks, so usb-modeswitch-data writes underscores. */
        private static String plain(String text) {
            return text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
        }
    }
}
