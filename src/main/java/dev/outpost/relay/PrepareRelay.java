package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.Optional;

/** Makes a bare server a relay: everything but the sites. Whoever looked there is root. */
public record PrepareRelay(RelaySetup setup) implements Step<RelayFacts> {

    @Override
    public String title() {
        return "the server is a relay";
    }

    @Override
    public Finding check(RelayFacts facts) {
        return inTheWay(facts)
                .<Finding>map(Finding::blocked)
                .orElseGet(() -> Finding.of(
                        missing(facts), "the relay runs " + RelaySetup.INTERFACE + " on UDP " + setup.listen()));
    }

    private Optional<Problem> inTheWay(RelayFacts facts) {
        if (facts.armedBy().isPresent() || facts.interfaceUp()) {
            return Optional.empty();
        }
        if (facts.busyUdp().contains(setup.listen())) {
            return Optional.of(ProblemCode.RELAY_PORT_TAKEN.problem(
                    "UDP port " + setup.listen() + " of the relay is taken by another program",
                    facts.foreignWireguard().isEmpty()
                            ? "on the relay, ss -lunp names it"
                            : "the server runs WireGuard already: " + String.join(", ", facts.foreignWireguard()),
                    "choose another port as listen: in the relay's file"));
        }
        return facts.routes().stream()
                .filter(setup.tunnel()::overlaps)
                .findFirst()
                .map(this::overlap);
    }

    private Problem overlap(Cidr theirs) {
        return ProblemCode.RELAY_NETWORK_OVERLAP.problem(
                "the relay's tunnel " + setup.tunnel() + " overlaps " + theirs + ", which the server has already",
                "the server could not reach both",
                "choose another /16 as tunnel: in the relay's file, as 10.78.0.0/16");
    }

    private ArrayList<RelayChange> missing(RelayFacts facts) {
        var changes = new ArrayList<RelayChange>();
        if (!facts.missingPackages().isEmpty()) {
            changes.add(RelayChange.installing(facts.missingPackages()));
        }
        if (facts.publicKey().isEmpty()) {
            changes.add(RelayChange.bearingKey());
        }
        if (facts.files().containsKey(RelayFiles.OLD_CONF)) {
            changes.add(RelayChange.moving());
        }
        var asSetUp = facts.setup().equals(setup.text(facts.namespaces()));
        var raised = facts.interfaceUp() && facts.enabled() && asSetUp;
        if (!raised) {
            changes.add(RelayChange.raising(setup, facts.namespaces()));
        }
        if (!raised || !facts.tableLoaded()) {
            changes.add(RelayChange.loading(facts.namespaces()));
        }
        if (raised && !RelayFiles.areIn(facts.files())) {
            changes.add(RelayChange.renewing());
        }
        return changes;
    }
}
