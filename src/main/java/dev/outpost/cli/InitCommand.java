package dev.outpost.cli;

import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "writes a commented site.yaml with what differs from the defaults; asks at most five questions",
        footer = {
            "",
            "Examples:",
            "  outpost init barn-north",
            "  outpost init barn-north --camera 192.168.1.64 --relay 203.0.113.10 </dev/null"
        })
final class InitCommand extends Work {
    private static final String RELAY_NAME = "vps1";

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the site's name: a-z, 0-9 and -")
    @Nullable
    String name;

    @Option(names = "--reach", paramLabel = "ADDR", description = "where the router answers now; usually 192.168.1.1")
    @Nullable
    String reach;

    @Option(
            names = "--camera",
            paramLabel = "ADDRESS",
            description = "the camera, as seen from the router; usually 192.168.1.64")
    @Nullable
    String camera;

    @Option(names = "--relay", paramLabel = "HOST", description = "the server with the public address; none: later")
    @Nullable
    String relay;

    @Option(names = "--viewer", paramLabel = "NAME", description = "whose device may look; usually phone")
    @Nullable
    String viewer;

    @Option(names = "--file", paramLabel = "FILE", description = "where to write it; default site.yaml")
    Path file = Path.of("site.yaml");

    InitCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() throws IOException {
        refuse(file);
        var answers = new SiteTemplate(
                answer(name, "name of the site (a-z, 0-9, -)", "my-site"),
                answer(reach, "where does the router answer now?", "192.168.1.1"),
                answer(camera, "address of the camera?", "192.168.1.64"),
                Optional.of(answer(relay, "server with a public address, HOST (empty: later)?", ""))
                        .filter(r -> !r.isBlank()),
                answer(viewer, "whose device may look?", "phone"));
        var relayFile = answers.relay()
                .map(host -> Optional.ofNullable(file.getParent())
                        .orElse(Path.of(""))
                        .resolve("relays"))
                .map(folder -> folder.resolve(RELAY_NAME + ".yaml"))
                .filter(relayAt -> !Files.exists(relayAt));
        try {
            if (relayFile.isPresent()) {
                Files.createDirectories(relayFile.get().toAbsolutePath().resolveSibling(""));
                write(relayFile.get(), answers.relayFile());
            }
            write(file, answers.siteFile(RELAY_NAME));
            SiteFiles.site(file);
        } catch (ProblemException e) {
            // a wrong answer shows now, with its place, and leaves no file behind
            Files.deleteIfExists(file);
            if (relayFile.isPresent()) {
                Files.deleteIfExists(relayFile.get());
            }
            throw e;
        }
        return tell(relayFile);
    }

    /** What was typed on the command line, else what a person says, else the usual. */
    private String answer(@Nullable String given, String question, String usual) {
        if (given != null) {
            return given;
        }
        return frame().around()
                .question()
                .apply(usual.isEmpty() ? question : question + " [" + usual + "]")
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElse(usual);
    }

    private Exit tell(Optional<Path> relayFile) {
        var next = "outpost plan " + file;
        if (frame().json()) {
            frame().document(Json.object("schema", "outpost.init/1", "file", file, "relay", relayFile, "next", next));
            return Exit.DONE;
        }
        var console = frame().console();
        console.step(Mark.DONE, "wrote " + file, "");
        relayFile.ifPresent(written -> console.step(Mark.DONE, "wrote " + written, ""));
        console.line("next    " + next);
        return Exit.DONE;
    }

    private static void refuse(Path file) {
        if (Files.exists(file)) {
            throw new ProblemException(new Problem(
                    ProblemCode.FILE_EXISTS,
                    file + " is there already",
                    "it is not written over",
                    "choose another one: outpost init --file other.yaml"));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    }
}
