package dev.outpost.profile;

import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way to recognise a dongle; all parts that are given must fit.
 *
 * @param usb ids, any of them
 * @param interfaces triples, one of which must be among the device's
 * @param lacks triples, none of which may be
 * @param model what the modem's own name begins with
 */
public record DongleMatch(
        List<String> usb,
        List<String> interfaces,
        List<String> lacks,
        Optional<String> manufacturer,
        Optional<String> product,
        Optional<String> model) {
    public DongleMatch {
        usb = List.copyOf(usb);
        interfaces = List.copyOf(interfaces);
        lacks = List.copyOf(lacks);
    }

    static DongleMatch read(YamlMap map) {
        map.only("usb", "interfaces", "lacks", "manufacturer", "product", "model");
        map.items("usb").forEach(id -> hex(id.text(), "[0-9a-f]{4}:[0-9a-f]{4}", "an id as 12d1:1506"));
        map.items("interfaces").forEach(t -> hex(t.text(), TRIPLE, "a triple as ff/02/16"));
        map.items("lacks").forEach(t -> hex(t.text(), TRIPLE, "a triple as ff/02/16"));
        if (map.values().isEmpty()) {
            throw map.place().badValue("an empty match", "usb, interfaces, manufacturer, product or model");
        }
        return new DongleMatch(
                map.strings("usb"),
                map.strings("interfaces"),
                map.strings("lacks"),
                map.string("manufacturer"),
                map.string("product"),
                map.string("model"));
    }

    private static final String TRIPLE = "[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{2}";

    private static void hex(YamlText text, String pattern, String expected) {
        text.as(expected, value -> Optional.of(value).filter(v -> v.matches(pattern)));
    }

    /** How much speaks for it: more for more specific evidence; empty where something does not fit. */
    Optional<Integer> score(Fingerprint seen) {
        var fits = (usb.isEmpty() || seen.id().filter(usb::contains).isPresent())
                && (interfaces.isEmpty() || interfaces.stream().anyMatch(seen.triples()::contains))
                && lacks.stream().noneMatch(seen.triples()::contains)
                && begins(manufacturer, seen.manufacturer())
                && begins(product, seen.product())
                && begins(model, seen.model());
        var needed = (usb.isEmpty() ? 0 : 2)
                + (interfaces.isEmpty() && lacks.isEmpty() ? 0 : 2)
                + (manufacturer.isPresent() ? 1 : 0)
                + (product.isPresent() ? 1 : 0)
                + model.map(m -> 2 + m.length()).orElse(0);
        return fits ? Optional.of(needed) : Optional.empty();
    }

    private static boolean begins(Optional<String> wanted, Optional<String> seen) {
        return wanted.isEmpty()
                || seen.filter(s -> s.toLowerCase(Locale.ROOT)
                                .startsWith(wanted.get().toLowerCase(Locale.ROOT)))
                        .isPresent();
    }
}
