package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.AtPorts.Reason;
import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.Scene;
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

/** Plays the folder that a {@link FolderRecorder} wrote. */
public final class FolderReplay implements Scene.Recorded {
    /**
     * A look of now comes earlier than the same look of then, by all the time that the computer took: what one of then saw is shown to the last one of now
     * before it, so that nobody has less time left than then.
     */
    private static final long EARLIER_MICROS = 200_000;

    private final FolderReader.Content content;
    private final VirtualTime time = new VirtualTime();
    /** When the first port was open: here that takes no time. */
    private final long firstMicros;

    private final Map<String, Integer> played = new HashMap<>();
    private final Map<String, List<String>> unknown = new HashMap<>();

    /** @throws dev.outpost.step.ProblemException exit 2 for a folder that is no complete recording */
    public FolderReplay(Path folder) {
        this.content = new FolderReader(folder).read();
        this.firstMicros = content.ports().values().stream()
                .mapToLong(sessions -> sessions.getFirst().begin().micros())
                .min()
                .orElse(0);
    }

    @Override
    public ProbeScope looked() {
        return content.looked();
    }

    @Override
    public Scene scene() {
        return new Scene(
                () -> content.looks().at(time.nanos() / 1000 + firstMicros + EARLIER_MICROS),
                this::open,
                this::holder,
                time);
    }

    @Override
    public List<String> notRecorded(String port) {
        synchronized (unknown) {
            return List.copyOf(unknown.getOrDefault(port, List.of()));
        }
    }

    private Optional<String> holder(String name) {
        var session = next(name).filter(s -> s.begin().kind() == Kind.HELD);
        session.ifPresent(s -> turn(name));
        return session.map(s -> s.begin().text());
    }

    private AtPort open(String name) throws PortRefused {
        var session = next(name).filter(s -> s.begin().kind() != Kind.HELD);
        turn(name);
        try {
            if (session.isEmpty()) {
                throw new PortRefused(Reason.MISSING, name + " was not recorded");
            }
            time.until((session.get().begin().micros() - firstMicros) * 1000);
            if (session.get().begin().kind() == Kind.REFUSED) {
                throw refusal(session.get().begin().text());
            }
            return new ReplayedPort(name, session.get(), time, command -> note(name, command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortRefused(Reason.FAILED, "interrupted");
        }
    }

    private static PortRefused refusal(String text) {
        for (var reason : Reason.values()) {
            if (text.startsWith(reason + " ")) {
                return new PortRefused(reason, text.substring(reason.toString().length() + 1));
            }
        }
        return new PortRefused(Reason.FAILED, text);
    }

    /** The conversation that comes next on this port; the last one again where it is opened more often than then. */
    private Optional<Session> next(String name) {
        var sessions = content.ports().getOrDefault(name, List.of());
        synchronized (played) {
            var index = Math.min(played.getOrDefault(name, 0), sessions.size() - 1);
            return index < 0 ? Optional.empty() : Optional.of(sessions.get(index));
        }
    }

    private void turn(String name) {
        synchronized (played) {
            played.merge(name, 1, Integer::sum);
        }
    }

    private void note(String name, String command) {
        synchronized (unknown) {
            var of = unknown.computeIfAbsent(name, n -> new ArrayList<>());
            if (!of.contains(command)) {
                of.add(command);
            }
        }
    }

    /** Reads a recording strictly: what is cut off or was changed by hand is named with its line. */
    private static final class FolderReader {
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
                            .forEach((named, node) ->
                                    nodes.put(named, node.text().value())));
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
}
