package dev.outpost.adapter.recording;

import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Disguises a look and writes it; {@code recording.json} comes last, so that a folder without it was never finished. */
final class FolderWriter {
    static final String SCHEMA = "outpost.recording/1";
    static final String LAST = "recording.json";
    static final String USB = "usb.json";
    static final String DOCUMENT = "document.json";

    private final Path folder;
    private final Map<String, String> environment;
    private final Disguise disguise = new Disguise();
    private final AnyText anyText = new AnyText(disguise);
    private final RedactedNames names = new RedactedNames(disguise);

    FolderWriter(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    void write(
            ProbeScope looked, UsbLooks looks, Map<String, List<Event>> tapes, Map<String, @Nullable Object> document) {
        var talks = new LinkedHashMap<String, List<Conversation>>();
        new TreeMap<>(tapes).forEach((name, events) -> talks.put(name, conversations(events)));
        talks.values().forEach(all -> all.forEach(talk -> talk.learn(disguise)));
        var harmless = talks.values().stream()
                .flatMap(List::stream)
                .map(Conversation::harmless)
                .collect(Collectors.joining("\n"));
        talks.values().forEach(all -> all.forEach(talk -> talk.learnWords(disguise, harmless)));
        looks.all().forEach(look -> look.devices().forEach(this::learn));
        looked.named().forEach(names::learn);
        tapes.keySet().forEach(names::learn);
        var ports = new ArrayList<Map<String, @Nullable Object>>();
        talks.forEach((name, all) -> ports.add(port(name, all, ports.size() + 1)));
        file(
                USB,
                Json.pretty(Json.object(
                                "looks", looks.all().stream().map(this::look).toList())) + "\n");
        file("README.txt", Resource.text("/dev/outpost/recording/README.txt"));
        file(DOCUMENT, Json.pretty(disguised(document)) + "\n");
        file(LAST, Json.pretty(last(looked, ports)) + "\n");
    }

    private Map<String, @Nullable Object> last(ProbeScope looked, List<Map<String, @Nullable Object>> ports) {
        var nodes = new LinkedHashMap<String, @Nullable Object>();
        looked.nodes().forEach((named, node) -> nodes.put(names.learn(named), names.learn(node)));
        return Json.object(
                "schema", SCHEMA,
                "recorded", environment,
                "looked",
                        Json.object(
                                "way", looked.way().word(),
                                "named",
                                        looked.named().stream()
                                                .map(names::learn)
                                                .toList(),
                                "nodes", nodes),
                "ports", ports);
    }

    private static List<Conversation> conversations(List<Event> events) {
        var all = new ArrayList<List<Event>>();
        for (var event : events) {
            if (event.kind().begins() || all.isEmpty()) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(event);
        }
        return all.stream().map(Conversation::new).toList();
    }

    private void learn(UsbDevice device) {
        device.serial().ifPresent(disguise::word);
        for (var each : device.interfaces()) {
            each.tty().ifPresent(names::learn);
            each.wdm().ifPresent(names::learn);
            each.net().ifPresent(net -> disguise.replace(net, covered(net)));
        }
    }

    private Map<String, @Nullable Object> port(String name, List<Conversation> talks, int number) {
        var file = "port-" + number + ".txt";
        var text = new StringBuilder("""
                # %s
                # ms since it was opened, what happened, bytes (\\r \\n \\xHH). sent: to the modem; heard: from it;
                # found: from it, and there already before the next question; quiet: waited, nothing came. Of held, refused, opened: ms since the look began.
                """.formatted(names.learn(name)));
        var lines = 0;
        for (var talk : talks) {
            for (var event : talk.disguised(disguise)) {
                text.append(event.line()).append('\n');
                lines++;
            }
        }
        file(file, text.toString());
        return Json.object("name", names.learn(name), "file", file, "events", lines);
    }

    private Map<String, @Nullable Object> look(UsbLooks.Look look) {
        return Json.object(
                "atMs",
                look.micros() / 1000,
                "devices",
                look.devices().stream()
                        .map(this::disguised)
                        .map(UsbLooks::write)
                        .toList());
    }

    private UsbDevice disguised(UsbDevice d) {
        return new UsbDevice(
                d.path(),
                d.vid(),
                d.pid(),
                d.manufacturer().map(this::named),
                d.product().map(this::named),
                d.serial().map(disguise::word),
                d.configurations(),
                d.maxPower(),
                d.speed(),
                d.interfaces().stream().map(this::disguised).toList(),
                d.sight());
    }

    private UsbInterface disguised(UsbInterface i) {
        return i.with(
                i.tty().map(names::learn), i.net().map(this::covered), i.wdm().map(names::learn));
    }

    /** A device's own words may hold a number of it, or its owner's name. */
    private String named(String text) {
        var known = covered(text);
        var cover = new Redactor(known);
        Runs.ofDevice(known).forEach(cover::rest);
        disguise.replace(text, cover.toString());
        return cover.toString();
    }

    private String covered(String text) {
        var cover = new Redactor(disguise.otherLength(text));
        disguise.sameLength().forEach(cover::all);
        disguise.coverNumbers(cover);
        anyText.cover(cover);
        return cover.toString();
    }

    private @Nullable Object disguised(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> maybe -> disguised(maybe.orElse(null));
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, each) -> copy.put(String.valueOf(key), disguised(each)));
                yield copy;
            }
            case List<?> list -> list.stream().map(this::disguised).toList();
            case Number number -> number;
            case Boolean truth -> truth;
            default -> covered(value.toString());
        };
    }

    private void file(String name, String text) {
        PrivateFiles.write(folder.resolve(name), text);
    }

    /** Names of ports without the names of people and computers that a path or an address may hold. */
    static final class RedactedNames {
        private static final Pattern HARMLESS = Pattern.compile(
                "/dev/(?:tty[A-Z]{0,8}\\d{1,3}|cdc-wdm\\d{1,3}|wwan\\d{1,2}[a-z]{2,6}\\d{1,2}|pts/\\d{1,5}|cu[aA-]?[A-Z]?\\d{1,3})|COM\\d{1,3}");
        private static final Pattern BY_ID = Pattern.compile("/dev/serial/[A-Za-z0-9_./:-]{1,200}");
        private static final Pattern SERIAL = Pattern.compile("_([A-Za-z0-9.:]*[0-9][A-Za-z0-9.:]*)(?:-if[0-9]{2})");
        private static final Pattern TCP = Pattern.compile("tcp:(.+):(\\d{1,5})");
        private static final Pattern NEAR = Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?|192\\.0\\.2\\.\\d+");

        private final Disguise disguise;
        private final Map<String, String> known = new HashMap<>();

        RedactedNames(Disguise disguise) {
            this.disguise = disguise;
        }

        /** What stands for a port's name, everywhere from now on. */
        String learn(String name) {
            var by = known.get(name);
            if (by == null) {
                by = unique(plain(name));
                known.put(name, by);
                disguise.replace(name, by);
            }
            return by;
        }

        private String plain(String name) {
            var tcp = TCP.matcher(name);
            if (tcp.matches()) {
                return NEAR.matcher(tcp.group(1)).matches() ? name : far(tcp.group(1), tcp.group(2));
            }
            if (HARMLESS.matcher(name).matches()) {
                return name;
            }
            if (BY_ID.matcher(name).matches()) {
                return withoutSerial(disguise.words(name));
            }
            var last = "/dev/" + name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            return HARMLESS.matcher(last).matches() ? last : "/dev/port";
        }

        /** {@code usb-MAKER_MODEL_SERIAL-if00}: udev puts the device's own number last, however short it is. */
        private static String withoutSerial(String name) {
            var serial = SERIAL.matcher(name);
            if (!serial.find()) {
                return name;
            }
            var cover = new Redactor(name);
            cover.rest(new Span(serial.start(1), serial.end(1)));
            return cover.toString();
        }

        /** Problems name the host without the word before it. */
        private String far(String host, String port) {
            disguise.replace(host + ":" + port, "192.0.2.1:" + port);
            return "tcp:192.0.2.1:" + port;
        }

        private String unique(String wanted) {
            var name = wanted;
            for (int i = 2; known.containsValue(name); i++) {
                name = wanted + "-" + i;
            }
            return name;
        }
    }
}
