package dev.outpost.cli;

import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.PrepareRelay;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Change;
import dev.outpost.step.Exit;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found on a server that shall become a relay: what the first apply makes there, what stands in the way. */
final class RelayFound {
    private final Frame frame;
    private final RelayFile relay;
    private final RelayFacts facts;
    private final List<Change> changes;
    private final Optional<Problem> problem;

    RelayFound(Frame frame, RelayFile relay, RelayFacts facts) {
        this.frame = frame;
        this.relay = relay;
        this.facts = facts;
        var finding = new PrepareRelay(TunnelPlan.setup(relay)).check(facts);
        this.problem = finding instanceof Finding.Blocked(var stands) ? Optional.of(stands) : Optional.empty();
        this.changes = finding instanceof Finding.Needed(var needed) ? needed : List.of();
    }

    Exit tell() {
        if (frame.json()) {
            frame.document(document());
            return problem.map(Problem::exit).orElse(Exit.DONE);
        }
        say(
                Mark.SEEN,
                "the server runs " + facts.system(),
                relay.isRoot() ? "root" : relay.user() + " is root there by sudo");
        facts.foreignWireguard()
                .forEach(other -> say(Mark.SEEN, "WireGuard " + other + " is somebody else's", "it stays as it is"));
        if (changes.isEmpty() && problem.isEmpty()) {
            say(Mark.SEEN, "it is a relay already", "outpost relay show " + relay.file());
        }
        if (!changes.isEmpty()) {
            frame.console().title("The first apply makes it a relay");
        }
        changes.forEach(change -> say(Mark.CHANGE, change.describe().replaceFirst("^relay: ", ""), ""));
        if (problem.isPresent()) {
            return frame.fail(problem.get());
        }
        frame.console()
                .labelled(
                        "next",
                        "outpost init NAME takes it; or write relay: " + relay.name()
                                + " under access: into a site file, then: outpost plan SITE",
                        8);
        return Exit.DONE;
    }

    private Map<String, @Nullable Object> document() {
        return Json.object(
                "schema", "outpost.relay-init/1",
                "relay", relay.name(),
                "file", relay.file(),
                "hostKey", relay.hostKey(),
                "system", facts.system(),
                "user", relay.user(),
                "isRelay", changes.isEmpty() && problem.isEmpty(),
                "changes", changes.stream().map(Change::describe).toList(),
                "problem", problem.map(Problem::document));
    }

    private void say(Mark mark, String what, String evidence) {
        frame.console().step(mark, what, evidence);
    }
}
