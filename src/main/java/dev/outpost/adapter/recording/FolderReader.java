package dev.outpost.adapter.recording;

import dev.outpost.dongle.ProbeScope;
import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Place;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a recording strictly: what is cut off or was changed by hand is named with its line. */
final class FolderReader {
    private static final long LARGEST = 64L << 20;
    private static final int MOST_EVENTS = 2_000_000;

    private final Path folder;

    FolderReader(Path folder) {
        this.folder = folder;
    }

    /** All that a folder holds; the conversations by the port's name, in their order. */
    record Content(ProbeScope looked, UsbLooks looks, Map<String, List<Session>> ports) {}

    Content read() {
        var last = folder.resolve(FolderWriter.LAST);
        if (!Files.isRegularFile(last)) {
            throw new Place(last.toString(), 1, 1)
                    .problem(
                            ProblemCode.RECORDING_INCOMPLETE,
                            "is not there",
                            "the folder is no recording, or its writing was cut off: this file comes last",
                            "record it again: outpost probe --record NEW-DIR");
        }
        var map = yaml(FolderWriter.LAST).only("schema", "recorded", "looked", "ports");
        map.require("schema").text().oneOf(FolderWriter.SCHEMA);
        var ports = new LinkedHashMap<String, List<Session>>();
        for (var port : map.maps("ports")) {
            port.only("name", "file", "events");
            ports.put(port.requireString("name"), sessions(port));
        }
        return new Content(looked(map), looks(), ports);
    }

    private ProbeScope looked(YamlMap map) {
        var looked = map.require("looked").map().only("way", "named", "nodes");
        var word = looked.require("way").text().oneOf("all", "ports", "descriptors");
        var way = List.of(ProbeScope.Way.values()).stream()
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow();
        var nodes = new HashMap<String, String>();
        looked.map("nodes")
                .ifPresent(all -> all.values()
                        .forEach((named, node) -> nodes.put(named, node.text().value())));
        return new ProbeScope(way, looked.strings("named"), nodes);
    }

    private UsbLooks looks() {
        var looks = new UsbLooks();
        for (var look : yaml(FolderWriter.USB).only("looks").maps("looks")) {
            look.only("atMs", "devices");
            looks.add(
                    look.integer("atMs", 0, Integer.MAX_VALUE).orElse(0) * 1000L,
                    look.maps("devices").stream().map(UsbLooks::read).toList());
        }
        return looks;
    }

    private List<Session> sessions(YamlMap port) {
        var file = port.require("file").text().as("a file like port-1.txt", FolderReader::portFile);
        var path = folder.resolve(file);
        var lines = text(path, port.require("file").text()).lines().toList();
        var sessions = new ArrayList<List<Event>>();
        int events = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#")) {
                var place = new Place(path.toString(), i + 1, 1);
                var event = Event.read(lines.get(i), place);
                events++;
                if (event.kind().begins()) {
                    sessions.add(new ArrayList<>());
                } else if (sessions.isEmpty()) {
                    throw place.badValue("something happens before the port is open", "opened, held or refused");
                }
                sessions.getLast().add(event);
            }
        }
        refuseCut(port, path, lines.size(), events);
        return sessions.stream().map(Session::of).toList();
    }

    private static void refuseCut(YamlMap port, Path path, int lines, int events) {
        var wanted = port.integer("events", 1, MOST_EVENTS).orElse(0);
        if (events != wanted) {
            throw new Place(path.toString(), lines + 1, 1)
                    .badValue(
                            "the file has " + events + " events, " + FolderWriter.LAST + " says " + wanted,
                            "a file that was not cut off");
        }
    }

    private static Optional<String> portFile(String name) {
        return name.matches("port-[0-9]{1,3}\\.txt") ? Optional.of(name) : Optional.empty();
    }

    private YamlMap yaml(String name) {
        var path = folder.resolve(name);
        refuseOdd(path, new Place(path.toString(), 1, 1));
        return Yaml.file(path, LARGEST).map();
    }

    private static String text(Path path, YamlText where) {
        refuseOdd(path, where.place());
        try {
            return PlainFile.of(path, LARGEST).text(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(path, where.place());
        }
    }

    private static void refuseOdd(Path path, Place place) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                throw unreadable(path, place);
            }
        } catch (IOException e) {
            throw unreadable(path, place);
        }
    }

    private static ProblemException unreadable(Path path, Place place) {
        return place.badValue(path.getFileName() + " cannot be read", "a file of this recording, in this folder");
    }
}
