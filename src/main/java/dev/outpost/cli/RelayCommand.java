package dev.outpost.cli;

import dev.outpost.run.Recover;
import dev.outpost.run.Recover.Found;
import dev.outpost.run.Recover.Kind;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
        RelayArgument relay = new RelayArgument();

        @Override
        Exit work() {
            var file = relay.file();
            var facts = frame().relays().seen(file, relay.acceptRelayKey);
            return frame().tell(
                            () -> RelayJson.of(file, facts),
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
        RelayArgument relay = new RelayArgument();

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
            return Optional.of(new Problem(
                            ProblemCode.LEDGER_DIFFERS,
                            "this computer and the relay " + file.name() + " disagree about " + left,
                            "nothing of it was written over",
                            "compare: outpost ledger show, outpost relay show " + file.file()
                                    + "; to take the relay's word alone, begin with an empty state: --state DIR"))
                    .filter(_ -> !left.isEmpty());
        }
    }
}
