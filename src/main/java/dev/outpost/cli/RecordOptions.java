package dev.outpost.cli;

import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.step.PlainFile;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of {@code probe} that write a look down and play one again. */
final class RecordOptions {
    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "write all that was seen and said to DIR, with numbers and names covered; read it before you send it")
    @Nullable
    Path record;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "look at what --record wrote instead of this computer: the same verdict, no hardware")
    @Nullable
    Path replay;

    private Scene.@Nullable Recorder recorder;

    /** @param others further options that were given and name something to look at */
    void refuse(List<String> others) {
        if (replay != null && record != null) {
            throw RunOptions.mistake("--replay plays a recording and --record makes one", "leave one of them out");
        }
        if (replay != null && !others.isEmpty()) {
            throw RunOptions.mistake(
                    "--replay says what is looked at, and so does " + others.getFirst(), "leave one of them out");
        }
        if (record != null && (others.contains("--on-router") || others.contains("--switch"))) {
            throw RunOptions.mistake(
                    "--record writes down a look at this computer and nothing else",
                    "leave --on-router and --switch out");
        }
    }

    /** The scene, watched where it shall be recorded. */
    Scene scene(Frame frame, Scene real) throws IOException {
        if (record == null) {
            return real;
        }
        refuseUsed(record);
        var made = frame.outside().recorder(record, environment(frame));
        recorder = made;
        return made.watching(real);
    }

    private static void refuseUsed(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder)) {
                if (entries.iterator().hasNext()) {
                    throw RunOptions.mistake(
                            "--record " + folder + " is not empty", "name a folder that is not there yet");
                }
            }
        } else if (Files.exists(folder)) {
            throw RunOptions.mistake("--record " + folder + " is no folder", "name a folder that is not there yet");
        }
    }

    /** Writes what was watched. */
    void write(ProbeScope.Way way, List<String> named, List<UsbDevice> devices, ProbeDocument document) {
        if (recorder == null) {
            return;
        }
        var nodes = new HashMap<String, String>();
        for (var name : named) {
            devices.stream()
                    .flatMap(device -> device.serialPorts().stream())
                    .flatMap(port -> port.tty().stream())
                    .filter(tty -> !tty.equals(name) && LaptopProbe.isSameNode(tty, name))
                    .findFirst()
                    .ifPresent(tty -> nodes.put(name, tty));
        }
        recorder.write(new ProbeScope(way, named, nodes), document.toJson());
    }

    /** Says where the recording is. */
    void told(Console console) {
        if (record != null) {
            console.step(
                    Mark.DONE, "recorded in " + record, "numbers and names are disguised; README.txt there says which");
        }
    }

    /** The same verdict as when it was recorded. */
    static ProbeDocument replayed(Frame frame, Path folder) {
        RunOptions.there("--replay", folder, Files.isDirectory(folder));
        var recorded = frame.outside().recording(folder);
        var looked = recorded.looked();
        var document = new LaptopProbe(recorded.scene(), looked::isSame).look(looked.way(), looked.named());
        return warned(document, recorded);
    }

    /** What a recording says about where it was made: programs and versions, no user and no computer's name. */
    private static Map<String, String> environment(Frame frame) {
        var said = new LinkedHashMap<String, String>();
        said.put("outpost", HelpCommand.Version.version());
        said.put("java", Runtime.version().toString());
        said.put("system", system(frame).orElse(System.getProperty("os.name", "unknown")));
        said.put("kernel", kernel());
        said.put("processor", System.getProperty("os.arch", "unknown"));
        said.put("date", frame.around().clock().instant().toString().substring(0, "2026-01-01".length()));
        return said;
    }

    /** The version's numbers: who builds a kernel may put a name behind them. */
    private static String kernel() {
        var version = System.getProperty("os.version", "");
        return System.getProperty("os.name", "") + " " + version.replaceFirst("(?s)^([0-9.]*(?:-[0-9]+)?).*", "$1");
    }

    /** Linux tells its distribution in a file; elsewhere Java's own words do. */
    private static Optional<String> system(Frame frame) {
        try {
            return PlainFile.of(frame.around().laptop().resolve("etc/os-release"))
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Says which questions the recording has no answer to, because nobody asked them then. */
    private static ProbeDocument warned(ProbeDocument document, Scene.Recorded recorded) {
        return document.with(document.dongles().stream()
                .map(dongle -> warned(dongle, recorded))
                .toList());
    }

    private static ProbeDocument.Dongle warned(ProbeDocument.Dongle dongle, Scene.Recorded recorded) {
        var report = dongle.report();
        var warnings = new ArrayList<>(report.warnings());
        report.ports().forEach(port -> warnings.addAll(warnings(port, recorded)));
        return new ProbeDocument.Dongle(report.with(warnings), dongle.uplinks());
    }

    private static List<String> warnings(ProbedPort port, Scene.Recorded recorded) {
        var unknown = recorded.notRecorded(port.path());
        return unknown.isEmpty()
                ? List.of()
                : List.of("not asked when " + port.path() + " was recorded, so it was silent now: "
                        + String.join(", ", unknown));
    }
}
