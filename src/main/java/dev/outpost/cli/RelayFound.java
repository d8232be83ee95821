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

/** What was found on a server that shall become a relay: what the first apply makes there, what stands in the way. */
final class RelayFound {
    private RelayFound() {}

    static Exit tell(Frame frame, RelayFile relay, RelayFacts facts) {
        var finding = new PrepareRelay(TunnelPlan.setup(relay)).check(facts);
        var changes = finding instanceof Finding.Needed(var needed) ? needed : List.<Change>of();
        var problem = finding.refusal();
        return frame.tell(
                () -> Json.object(
                        "schema", "outpost.relay-init/1",
                        "relay", relay.name(),
                        "file", relay.file(),
                        "hostKey", relay.hostKey(),
                        "system", facts.system(),
                        "user", relay.user(),
                        "isRelay", finding.evidenced().isPresent(),
                        "changes", changes.stream().map(Change::describe).toList(),
                        "problem", problem.map(Problem::document)),
                problem,
                () -> tell(frame.console(), relay, facts, finding, changes));
    }

    private static void tell(
            Console console, RelayFile relay, RelayFacts facts, Finding finding, List<Change> changes) {
        console.step(
                Mark.SEEN,
                "the server runs " + facts.system(),
                relay.isRoot() ? "root" : relay.user() + " is root there by sudo");
        facts.foreignWireguard()
                .forEach(other ->
                        console.step(Mark.SEEN, "WireGuard " + other + " is somebody else's", "it stays as it is"));
        if (finding.evidenced().isPresent()) {
            console.step(Mark.SEEN, "it is a relay already", "outpost relay show " + relay.file());
        }
        if (!changes.isEmpty()) {
            console.title("The first apply makes it a relay");
        }
        changes.forEach(change -> console.step(Mark.CHANGE, change.describe().replaceFirst("^relay: ", ""), ""));
        if (finding.refusal().isEmpty()) {
            console.labelled(
                    "next",
                    "outpost init NAME takes it; or write relay: " + relay.name()
                            + " under access: into a site file, then: outpost plan SITE",
                    8);
        }
    }
}
