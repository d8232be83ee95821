package dev.outpost.cli;

import dev.outpost.site.Answer;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "writes a commented NAME.yaml with what differs from the defaults; asks at most five questions",
        footer = {
            "",
            "Examples:",
            "  outpost init barn-north",
            "  outpost init barn-north --camera 192.168.1.64 --relay 203.0.113.10 </dev/null"
        })
final class InitCommand extends Work {
    private static final String USUAL_REACH = "192.168.1.1";

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

    @Option(names = "--camera-user", paramLabel = "NAME", description = "who may look at the camera; none: later")
    @Nullable
    String user;

    @Option(
            names = "--relay",
            paramLabel = "HOST",
            description = "the server with the public address, or the name of a relay whose file is there; none: later")
    @Nullable
    String relay;

    @Option(names = "--viewer", paramLabel = "NAME", description = "whose device may look; usually phone")
    @Nullable
    String viewer;

    @Option(names = "--file", paramLabel = "FILE", description = "where to write it; default NAME.yaml")
    Optional<Path> file = Optional.empty();

    /**
     * What the site file says; all else stands there as comments with its default.
     *
     * @param user who may look at the camera, if that is known
     * @param relay its name, if there is one yet
     */
    private record Answers(
            String site, String reach, String camera, Optional<String> user, Optional<String> relay, String viewer) {
        /** What editors look for; the schema is had by one command. */
        private static final String MODELINE = "# yaml-language-server: $schema=site.schema.json\n"
                + "# an editor then shows mistakes while you type: outpost schema site > site.schema.json\n";

        private static final String NO_LOGIN = "    # username: viewer\n    # password:";

        String siteFile() {
            var login = user.map(name -> "    username: " + RelayFolder.quoted(name, "") + "\n    password:");
            var relayFile = "# relays/" + relay.orElse(RelayFolder.FIRST) + ".yaml beside this file";
            var relayLine = relay.map(name -> "  %-34s%s".formatted("relay: " + name, relayFile))
                    .orElseGet(() -> "  %-34s%s; without one nobody can look from outside"
                            .formatted("# relay: " + RelayFolder.FIRST, relayFile));
            return MODELINE
                    + Resource.text("/dev/outpost/cli/site.yaml")
                            .formatted(
                                    site,
                                    "%-34s".formatted("reach: " + RelayFolder.quoted(reach, "")),
                                    relayLine,
                                    "%-36s".formatted("viewers: [" + viewer + "]"),
                                    "%-32s".formatted("address: " + camera))
                            .replace(NO_LOGIN, login.orElse(NO_LOGIN));
        }
    }

    @Override
    Exit work() throws IOException {
        file.ifPresent(InitCommand::refuse);
        var interview = new Interview(frame().around().question(), this::again);
        var site = interview.answer(name, Answer.NAME, Set.of(), "name of the site (a-z, 0-9, -)", "my-site");
        var where = file.orElseGet(() -> Path.of(site + ".yaml"));
        refuse(where);
        var relays = RelayFolder.beside(where);
        var at = interview.answer(Optional.ofNullable(reach).orElse(USUAL_REACH), Answer.REACH, Set.of(), "", "");
        var seen = interview.answer(camera, Answer.CAMERA, Set.of(), "address of the camera?", "192.168.1.64");
        var who = interview.answer(user, Answer.USER, Set.of(), "user name at the camera (empty: later)?", "");
        var chosen = relays.ask(interview, relay);
        var device = interview.answer(viewer, Answer.NAME, Set.of(), "whose device may look?", "phone");
        var answers = new Answers(
                site,
                at,
                seen,
                Optional.of(who).filter(word -> !word.isBlank()),
                chosen.map(RelayFolder.Chosen::name),
                device);
        return tell(answers, where, written(answers, chosen, where));
    }

    private void again(Problem mistake) {
        frame().console().step(Mark.FAILED, mistake.what(), mistake.because());
    }

    /** The relay's file, where there was none. */
    private static Optional<Path> written(Answers answers, Optional<RelayFolder.Chosen> relay, Path where)
            throws IOException {
        Files.writeString(where, answers.siteFile(), StandardOpenOption.CREATE_NEW);
        var relayFile = Optional.<Path>empty();
        try {
            relayFile = relay.isPresent() ? relay.get().written() : relayFile;
            SiteFiles.site(where);
            return relayFile;
        } catch (ProblemException | IOException e) {
            // what no answer shows by itself shows now, and leaves no file behind
            Files.deleteIfExists(where);
            if (relayFile.isPresent()) {
                Files.deleteIfExists(relayFile.get());
            }
            throw e;
        }
    }

    /** What no answer told, and a site cannot do without. */
    private static List<String> toFillIn(Answers answers, Path where) {
        return Stream.of(
                        answers.user().isPresent()
                                ? "export CAMERA_PASSWORD=...   (the camera's; the file only names it)"
                                : "username: and password: of the camera in " + where,
                        answers.relay().isPresent()
                                ? ""
                                : "relay: in " + where + "; its own file: outpost relay init " + RelayFolder.FIRST
                                        + " --host HOST")
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private Exit tell(Answers answers, Path where, Optional<Path> relayFile) {
        var next = "outpost probe --save " + where;
        var open = toFillIn(answers, where);
        return frame().tell(
                        () -> Json.object(
                                "schema",
                                "outpost.init/1",
                                "file",
                                where,
                                "relay",
                                relayFile,
                                "fillIn",
                                open,
                                "next",
                                next),
                        () -> {
                            var console = frame().console();
                            console.step(Mark.DONE, "wrote " + where, "");
                            relayFile.ifPresent(written -> console.step(Mark.DONE, "wrote " + written, ""));
                            open.forEach(line -> console.step(Mark.ASKED, line, ""));
                            console.labelled("next", next, 8);
                        });
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
}
