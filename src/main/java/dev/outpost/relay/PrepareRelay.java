package dev.outpost.relay;

import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.ArrayList;

/** Makes a bare server a relay: everything but the sites. */
public record PrepareRelay(RelaySetup setup) implements Step<RelayFacts> {

    @Override
    public String title() {
        return "the server is a relay";
    }

    @Override
    public Finding check(RelayFacts facts) {
        if (!facts.root()) {
            return Finding.blocked(new Problem(
                    ProblemCode.RELAY_NOT_ROOT,
                    "this user may not change the relay",
                    "WireGuard and nftables need root there",
                    "name root as user in the relay's file, then run the same command again"));
        }
        if (facts.armedBy().isEmpty() && !facts.interfaceUp() && facts.busyUdp().contains(setup.listen())) {
            return Finding.blocked(new Problem(
                    ProblemCode.RELAY_PORT_TAKEN,
                    "UDP port " + setup.listen() + " of the relay is taken by another program",
                    facts.foreignWireguard().isEmpty()
                            ? "it is not known which"
                            : "the server runs WireGuard already: " + String.join(", ", facts.foreignWireguard()),
                    "choose another port as listen: in the relay's file"));
        }
        return Finding.of(missing(facts), "the relay runs " + RelaySetup.INTERFACE + " on UDP " + setup.listen());
    }

    private ArrayList<RelayChange> missing(RelayFacts facts) {
        var changes = new ArrayList<RelayChange>();
        if (!facts.missingPackages().isEmpty()) {
            changes.add(new RelayChange.InstallOnRelay(facts.missingPackages()));
        }
        if (facts.publicKey().isEmpty()) {
            changes.add(new RelayChange.BearRelayKey());
        }
        if (!facts.forwarding()) {
            changes.add(new RelayChange.ForwardPackets());
        }
        if (!facts.interfaceUp() || !facts.enabled()) {
            changes.add(new RelayChange.RaiseInterface(setup));
        }
        if (!facts.tableLoaded()) {
            changes.add(new RelayChange.LoadTable());
        }
        return changes;
    }
}
