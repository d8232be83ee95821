package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.text.Json;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "the version, and the Java it runs on",
        footer = {"", "Example:", "  outpost version"})
final class VersionCommand extends Work {
    /** For {@code --version}. */
    static String[] words() {
        return new String[] {"outpost " + version() + " on Java " + Runtime.version()};
    }

    static String version() {
        return Optional.ofNullable(Outpost.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    Exit work() {
        var java = Runtime.version().toString();
        return frame().tell(
                        () -> Json.object("schema", "outpost.version/1", "version", version(), "java", java),
                        () -> frame().console().line(words()[0]));
    }
}
