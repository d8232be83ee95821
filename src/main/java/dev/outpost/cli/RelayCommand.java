package dev.outpost.cli;

import dev.outpost.run.Recover;
import dev.outpost.run.Recover.Found;
import dev.outpost.run.Recover.Kind;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "relay",
        description = "the server with the public address: who may see what through it",
        subcommands = {RelayInitCommand.class, RelayCommand.Show.class, RelayCommand.Restore.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost relay show relays/vps1.yaml"})
final class RelayCommand extends Work {
    @Command(
            name = "show",
            description = "who may see what through a relay, when each was last heard; changes nothing",
            footer = {"", "Examples:", "  outpost relay show", "  outpost relay show relays/vps1.yaml --format json"})
    static final class Show extends Work {
        @Mixin
        Argument relay = new Argument();

        @Override
        Exit work() {
            var file = relay.file();
            var facts = frame().relays().seen(file, relay.acceptRelayKey);
            return frame().tell(
                            () -> RelayText.document(file, facts),
                            () -> new RelayText(frame().console(), frame().tableWidth()).show(file, facts));
        }
    }

    @Command(
            name = "recover",
            description = {
                "rebuilds what is known of a relay's sites from its own record: on another laptop, or after a loss;",
                "nothing is written over; passwords and viewers' keys stay on the computer that made them"
            },
            footer = {"", "Example:", "  outpost relay recover relays/vps1.yaml"})
    static final class Restore extends Work {
        @Mixin
        Argument relay = new Argument();

        @Override
        Exit work() {
            var file = relay.file();
            var found = new Recover(frame().state(), frame().relays()).run(file, relay.acceptRelayKey);
            var problem = problem(found, file);
            return frame().tell(
                            () -> Json.object(
                                    "schema", "outpost.recover/1",
                                    "relay", file.name(),
                                    "exit",
                                            problem.map(Problem::exit)
                                                    .orElse(Exit.DONE)
                                                    .code(),
                                    "problem", problem.map(Problem::document),
                                    "sites",
                                            found.stream()
                                                    .map(site -> Json.object(
                                                            "site", site.site(),
                                                            "state",
                                                                    site.kind()
                                                                            .name()
                                                                            .toLowerCase(Locale.ROOT),
                                                            "because", site.because()))
                                                    .toList()),
                            problem,
                            () -> tell(found));
        }

        private void tell(List<Found> found) {
            var console = frame().console();
            if (found.isEmpty()) {
                console.paragraph("the relay carries no site yet: there is nothing to recover");
            }
            found.forEach(site -> console.step(
                    switch (site.kind()) {
                        case RECOVERED -> Mark.DONE;
                        case KNOWN -> Mark.SEEN;
                        case LEFT -> Mark.WARNED;
                    },
                    site.site() + (site.kind() == Kind.RECOVERED ? " is known here now" : ""),
                    site.because()));
            if (found.stream().anyMatch(site -> site.kind() == Kind.RECOVERED)) {
                console.labelled(
                        "next",
                        "outpost apply SITE; the router may ask for the password that the other computer keeps",
                        8);
            }
        }

        private static Optional<Problem> problem(List<Found> found, RelayFile file) {
            var left = found.stream()
                    .filter(site -> site.kind() == Kind.LEFT)
                    .map(Found::site)
                    .collect(Collectors.joining(", "));
            return Optional.of(ProblemCode.LEDGER_DIFFERS.problem(
                            "this computer and the relay " + file.name() + " disagree about " + left,
                            "nothing of it was written over",
                            "compare: outpost ledger show, outpost relay show " + file.file()
                                    + "; to take the relay's word alone, begin with an empty state: --state DIR"))
                    .filter(_ -> !left.isEmpty());
        }
    }

    /** The relay that a command is about, and whether it may be a stranger. */
    static final class Argument {
        private static final RelayFolder FOLDER = new RelayFolder(Path.of("relays"));

        @Parameters(
                paramLabel = "RELAYFILE",
                arity = "0..1",
                description = "a relay's file, or its name in relays/; may be left out where there is one only")
        @Nullable
        Path word;

        @Option(names = "--accept-relay-key", description = "take the relay's host key at first sight")
        boolean acceptRelayKey;

        /** @throws ProblemException exit 2 where none is meant, or more than one */
        RelayFile file() {
            return SiteFiles.relay(word == null ? only() : named(word));
        }

        private static Path named(Path word) {
            var inFolder = FOLDER.file(word.toString());
            if (Files.exists(word) || !Files.exists(inFolder)) {
                if (!Files.isRegularFile(word)) {
                    throw new ProblemException(new Problem(
                            ProblemCode.FILE_NO_RELAY,
                            word + " is no relay's file, and " + inFolder + " is not there",
                            FOLDER.files().isEmpty()
                                    ? "no relay's file is in the folder relays here"
                                    : "there is " + names(FOLDER.files()),
                            "outpost relay init "
                                    + word.getFileName().toString().replaceFirst("\\.ya?ml$", "")));
                }
                return word;
            }
            return inFolder;
        }

        private static Path only() {
            var known = FOLDER.files();
            if (known.size() == 1) {
                return known.getFirst();
            }
            throw new ProblemException(new Problem(
                    ProblemCode.FILE_NO_RELAY,
                    known.isEmpty() ? "there is no relay's file here" : "there is more than one relay's file here",
                    known.isEmpty() ? "looked for relays/*.yaml" : "relays/ has " + names(known),
                    known.isEmpty() ? "outpost relay init" : "name one of them"));
        }

        private static String names(List<Path> files) {
            return files.stream().map(Path::toString).collect(Collectors.joining(", "));
        }
    }
}
