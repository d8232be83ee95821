package dev.outpost.run;

import dev.outpost.ledger.Journal;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Narrator;
import java.util.List;
import java.util.Optional;

/** The relay during one run for a site: made a relay, told of the site, opened to the internet; each of them a guarded run of its own. */
public final class RelaySide {
    private final RemoteLink link;
    private final RelayFile file;
    private RelayFacts facts;
    private final String site;
    private final Journal journal;
    private final Turns turns;
    private final Narrator narrator;

    /** @param facts as it was looked at */
    public RelaySide(
            RemoteLink link,
            RelayFile file,
            RelayFacts facts,
            String site,
            Journal journal,
            Turns turns,
            Narrator narrator) {
        this.link = link;
        this.file = file;
        this.facts = facts;
        this.site = site;
        this.journal = journal;
        this.turns = turns;
        this.narrator = narrator;
    }

    public RelayFile file() {
        return file;
    }

    public RelayFacts facts() {
        return facts;
    }

    /** The relay's public key, born there if there was none. */
    public Optional<String> prepare(List<RelayChange> changes) {
        if (changes.isEmpty()) {
            return facts.publicKey();
        }
        narrator.chapter("relay");
        narrator.doing("making room on the relay");
        var kept = run().keep(changes);
        facts = kept.facts();
        if (changes.stream().anyMatch(RelayChange::isOfServer)) {
            narrator.done("the server is a relay: outpost0 listens on UDP " + file.listen() + ", key born there");
        }
        return kept.key();
    }

    /** Lets the site in, and waits for its router's handshake, which confirms both. */
    public Handshake carry(TunnelPlan tunnel, String routerKey, List<RelayChange> changes) {
        narrator.doing("waiting for the router's handshake");
        var handshake = awaited(routerKey, changes);
        narrator.partDone("the relay carries " + site + " as " + tunnel.block());
        return handshake;
    }

    /** What the relay last heard of the router, as its look saw it; where that is old, whatever comes now. */
    public Optional<Handshake> last(String routerKey) {
        return facts.handshake(routerKey).map(known -> known.isUp() ? known : awaited(routerKey, List.of()));
    }

    private Handshake awaited(String routerKey, List<RelayChange> changes) {
        var kept = run().awaiting(routerKey).keep(changes);
        facts = kept.facts();
        return kept.handshake().orElseThrow();
    }

    /** Open to the internet last; looks again first. */
    public void publish(TunnelPlan tunnel, List<RelayChange> ports) {
        run().lookingAgain(file).keep(ports);
        tunnel.published()
                .forEach(port -> narrator.done("PUBLIC: TCP " + port.port() + " of "
                        + tunnel.relay().publicAddress() + " leads to " + port.camera() + ":" + port.cameraPort()));
    }

    private RelayRun run() {
        return new RelayRun(link, file, TunnelPlan.setup(file), site, journal, turns, facts);
    }
}
