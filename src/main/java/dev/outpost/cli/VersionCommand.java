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
    VersionCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() {
        var version = Optional.ofNullable(Outpost.class.getPackage().getImplementationVersion())
                .orElse("development");
        if (frame().json()) {
            frame().document(Json.object(
                    "schema",
                    "outpost.version/1",
                    "version",
                    version,
                    "java",
                    Runtime.version().toString()));
        } else {
            frame().console().line("outpost " + version + " on Java " + Runtime.version());
        }
        return Exit.DONE;
    }
}
