package dev.outpost.profile;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known about a family of dongles, each statement with its source.
 *
 * @param profile the file's name without its ending
 * @param atInterface USB interface of the AT port
 * @param neverAsk command lines that hurt it
 * @param reset the command line that restarts it, where that is another than AT+CFUN=1,1
 * @param advice on uplinks, in the file's order
 * @param switches how it leaves storage mode; one for each way
 * @param gateway its own address in router mode, which the router's LAN must not contain
 * @param powerMa what it may draw
 * @param tried by whom on which hardware when; nobody yet where empty
 */
public record DongleProfile(
        String profile,
        String name,
        String family,
        List<DongleMatch> matches,
        Optional<Integer> atInterface,
        List<String> neverAsk,
        Optional<String> reset,
        List<Advice> advice,
        List<Switch> switches,
        Optional<String> gateway,
        Optional<Integer> powerMa,
        List<Note> notes,
        List<String> tried) {
    public DongleProfile {
        matches = List.copyOf(matches);
        neverAsk = List.copyOf(neverAsk);
        advice = List.copyOf(advice);
        switches = List.copyOf(switches);
        notes = List.copyOf(notes);
        tried = List.copyOf(tried);
    }

    /**
     * For or against an uplink.
     *
     * @param prefer true for, false against
     * @param handler on the router where it is not the kind's own
     * @param delay seconds that the handler should allow
     */
    public record Advice(
            UplinkKind kind,
            boolean prefer,
            Optional<Handler> handler,
            Optional<Integer> delay,
            String because,
            String source) {}

    /**
     * One way to leave storage mode.
     *
     * @param from ids before
     * @param to ids after, as far as is known; none where it keeps its own
     * @param mode the kind of switch, by usb-modeswitch-data's word
     * @param message what to send, where the word alone does not say it
     * @param configuration bConfigurationValue to set
     * @param manufacturer what the device's string must begin with; so {@code product}, and {@code scsiVendor} for its disk's
     * @param whenAsked only when a person names this way: another one is usual
     */
    public record Switch(
            List<String> from,
            List<String> to,
            String mode,
            Optional<String> message,
            Optional<Integer> configuration,
            Optional<String> manufacturer,
            Optional<String> product,
            Optional<String> scsiVendor,
            boolean whenAsked,
            String source) {
        public Switch {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    /** Something to know. */
    public record Note(String says, String source) {}

    /** Strictly: unknown keys are errors, and so is a statement without a source. */
    static DongleProfile read(YamlMap map) {
        map.only("profile", "name", "family", "match", "at", "uplinks", "switch", "lan", "power", "notes", "tried");
        var at = map.map("at").map(a -> sourced(a, "interface", "never-ask", "reset", "source"));
        return new DongleProfile(
                map.requireString("profile"),
                map.requireString("name"),
                map.requireString("family"),
                map.require("match").list().maps().stream()
                        .map(DongleMatch::read)
                        .toList(),
                at.flatMap(a -> a.integer("interface", 0, 31)),
                at.map(a -> a.strings("never-ask")).orElse(List.of()),
                at.flatMap(DongleProfile::reset),
                map.maps("uplinks").stream().map(DongleProfile::advice).toList(),
                map.get("switch").map(DongleProfile::switches).orElse(List.of()),
                map.map("lan").map(l -> sourced(l, "gateway", "source").requireString("gateway")),
                map.map("power").flatMap(p -> sourced(p, "ma", "source").integer("ma", 0, 5000)),
                map.maps("notes").stream()
                        .map(n ->
                                new Note(sourced(n, "says", "source").requireString("says"), n.requireString("source")))
                        .toList(),
                map.require("tried").list().strings());
    }

    /** A router's script sends it as it stands here. */
    private static Optional<String> reset(YamlMap at) {
        return at.text("reset").map(text -> {
            if (!text.value().matches("AT[+^!][A-Z]{2,12}(=[0-9]{1,2}(,[0-9]{1,2})?)?")) {
                throw text.place().badValue("no command line that restarts a modem", "such as AT+CRESET");
            }
            return text.value();
        });
    }

    private static Advice advice(YamlMap map) {
        sourced(map, "prefer", "avoid", "proto", "delay", "because", "source");
        var prefer = map.text("prefer");
        var kind = prefer.or(() -> map.text("avoid"))
                .orElseThrow(() -> map.place().badValue("neither prefer nor avoid", "prefer: KIND or avoid: KIND"));
        return new Advice(
                UplinkHandlers.kind(kind),
                prefer.isPresent(),
                map.text("proto").map(UplinkHandlers.shipped()::handler),
                map.integer("delay", 0, 60),
                map.requireString("because"),
                map.requireString("source"));
    }

    /** One way as a map, or several as a list of maps. */
    private static List<Switch> switches(Yaml said) {
        var ways = said instanceof YamlMap one ? List.of(one) : said.list().maps();
        return ways.stream().map(DongleProfile::modeSwitch).toList();
    }

    private static Switch modeSwitch(YamlMap map) {
        sourced(
                map,
                "from to mode message configuration manufacturer product scsi-vendor when-asked source".split(" "));
        return new Switch(
                ids(map, "from"),
                ids(map, "to"),
                map.require("mode")
                        .text()
                        .oneOf(
                                "HuaweiNewMode HuaweiAltMode HuaweiMode SierraMode OptionMode StandardEject Message Configuration"
                                        .split(" ")),
                map.text("message").map(DongleProfile::hexBytes),
                map.integer("configuration", 1, 255),
                map.string("manufacturer"),
                map.string("product"),
                map.string("scsi-vendor"),
                map.flag("when-asked").orElse(false),
                map.requireString("source"));
    }

    private static List<String> ids(YamlMap map, String key) {
        map.items(key)
                .forEach(id -> id.text()
                        .as(
                                "an id as 12d1:1f01",
                                t -> Optional.of(t).filter(v -> v.matches("[0-9a-f]{4}:[0-9a-f]{4}"))));
        return map.strings(key);
    }

    private static String hexBytes(YamlText message) {
        return message.as(
                "31 bytes in hexadecimal", text -> Optional.of(text).filter(t -> t.matches("([0-9a-f]{2}){31}")));
    }

    private static YamlMap sourced(YamlMap map, String... known) {
        map.only(Arrays.copyOf(known, known.length));
        map.requireString("source");
        return map;
    }

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
        Optional<Integer> score(ProfileBook.Fingerprint seen) {
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
}
