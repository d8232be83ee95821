package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A telephone or a computer that shares its own network over a cable: by its id, by its maker, by Android's debugging or media transfer beside
 * the network.
 *
 * @param evidence "a telephone (Samsung's 04e8:6863)"
 */
public record Phone(Sort sort, String evidence) {
    private static final FactFile FACTS = new FactFile("phones.txt");

    /** Still Image, with which Android and Apple offer pictures and media: PTP and MTP. */
    private static final Triple MEDIA = Triple.parse("06/01/01");

    private static final Triple ANDROID_MEDIA = Triple.parse("ff/ff/00");

    /** What it is taken for. */
    public enum Sort {
        TELEPHONE,
        /** Android with a network: sticks have it too. */
        TELEPHONE_OR_STICK,
        /** An iPhone or iPad, whose own kind of network needs programs of its own. */
        APPLE,
        /** A board or computer on a cable. */
        COMPUTER
    }

    /** As documents write it. */
    public Map<String, @Nullable Object> document() {
        return Json.object("sort", sort.name().toLowerCase(Locale.ROOT).replace('_', ' '), "evidence", evidence);
    }

    /** What keeps a site from hanging on it, for a person. */
    public String warning() {
        return switch (sort) {
            case TELEPHONE -> evidence + ": " + WHY_NOT;
            case TELEPHONE_OR_STICK -> evidence + ". If it is a telephone: " + WHY_NOT;
            case APPLE ->
                evidence
                        + ": on a router it needs kmod-usb-net-ipheth, usbmuxd and a person who taps Trust, which Outpost does not set up; "
                        + WHY_NOT;
            case COMPUTER -> evidence + ": its network leads to itself, not to an operator's";
        };
    }

    /** What has to be so that it works on a router. */
    public String condition() {
        return switch (sort) {
            case TELEPHONE, APPLE -> "a person keeps the telephone's sharing on";
            case TELEPHONE_OR_STICK -> "it is a stick, or a person keeps the telephone's sharing on";
            case COMPUTER -> "the computer on the cable passes traffic on";
        };
    }

    private static final String WHY_NOT =
            "no site should hang on one: sharing is off again after a restart or a new plug, a locked screen may keep it"
                    + " off, its address changes, and its battery ages on a charger that never rests";

    /** Empty for what is a modem or a stick, as far as anybody can tell. */
    public static Optional<Phone> of(Layout layout) {
        var device = layout.device();
        if (FACTS.knows("gadget", device.id()) || isLinuxGadget(device)) {
            return Optional.of(new Phone(Sort.COMPUTER, "a computer or board on a cable (Linux as USB gadget)"));
        }
        if (FACTS.knows("apple", device.vid())) {
            return Optional.of(new Phone(Sort.APPLE, "an iPhone or iPad")).filter(p -> sharesAsApple(layout));
        }
        if (isStick(device) || !(hasNetwork(layout) || isAcm(layout))) {
            return Optional.empty();
        }
        return telephone(layout);
    }

    private static Optional<Phone> telephone(Layout layout) {
        var id = layout.device().id();
        if (FACTS.knows("phone", id)) {
            return Optional.of(new Phone(
                    Sort.TELEPHONE,
                    "a telephone (" + maker(layout.device()).map(m -> m + "'s ").orElse("") + id + ")"));
        }
        if (hasVendorSerial(layout)) {
            return Optional.empty();
        }
        return maker(layout.device())
                .map(name -> new Phone(Sort.TELEPHONE, "a telephone (" + name + ")"))
                .or(() -> Optional.of(layout)
                        .filter(l -> hasNetwork(l) && isAndroid(l))
                        .map(l -> new Phone(
                                Sort.TELEPHONE_OR_STICK,
                                "a telephone or an Android stick (a network with Android's "
                                        + (l.has(Kind.ADB) ? "debugging" : "media transfer") + " beside it)")));
    }

    /** Interfaces of a vendor's class that look like ports and are none: all of Apple's, and the ff/ff/00 by which Android offers media. */
    static boolean isNoPort(UsbDevice device, Triple triple) {
        return FACTS.knows("apple", device.vid()) || (triple.equals(ANDROID_MEDIA) && isTelephone(device));
    }

    private static boolean isTelephone(UsbDevice device) {
        return !isStick(device)
                && (FACTS.knows("phone", device.id()) || maker(device).isPresent());
    }

    private static boolean isStick(UsbDevice device) {
        return FACTS.knows("stick", device.id()) || SwitchTable.shipped().isStick(device.id());
    }

    private static Optional<String> maker(UsbDevice device) {
        return FACTS.values("maker " + device.vid() + " ").findFirst();
    }

    /** As Linux's gadget drivers name themselves: "Linux 4.9.37 with 2b000000.usb". */
    private static boolean isLinuxGadget(UsbDevice device) {
        return device.manufacturer()
                .filter(m -> m.matches("Linux \\d+\\..* with .*"))
                .isPresent();
    }

    private static boolean sharesAsApple(Layout layout) {
        return hasNetwork(layout)
                || layout.functions().stream()
                        .map(UsbFunction::at)
                        .anyMatch(i -> i.is(0xff, 0xfd, 0x01)
                                || i.driver().filter("ipheth"::equals).isPresent());
    }

    private static boolean hasNetwork(Layout layout) {
        return layout.functions().stream()
                .map(UsbFunction::kind)
                .anyMatch(List.of(Kind.RNDIS, Kind.ECM, Kind.NCM)::contains);
    }

    private static boolean isAndroid(Layout layout) {
        return layout.has(Kind.ADB)
                || layout.functions().stream().anyMatch(f -> f.at().triple().equals(Optional.of(MEDIA)));
    }

    private static boolean isAcm(Layout layout) {
        return layout.has(Kind.SERIAL) && !hasVendorSerial(layout);
    }

    /** Ports of a vendor's own class are a module's; telephones show CDC ACM. */
    private static boolean hasVendorSerial(Layout layout) {
        return layout.of(Kind.SERIAL).stream()
                .anyMatch(f -> f.at().triple().filter(Triple::isVendor).isPresent());
    }
}
