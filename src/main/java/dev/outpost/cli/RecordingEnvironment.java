package dev.outpost.cli;

import dev.outpost.step.PlainFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a recording says about where it was made: programs and versions, no user and no computer's name. */
final class RecordingEnvironment {
    private RecordingEnvironment() {}

    static Map<String, String> of(Frame frame) {
        var said = new LinkedHashMap<String, String>();
        said.put(
                "outpost",
                Optional.ofNullable(Outpost.class.getPackage().getImplementationVersion())
                        .orElse("development"));
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
}
