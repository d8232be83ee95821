package dev.outpost.run;

import dev.outpost.reach.TunnelEvidence;
import dev.outpost.reach.TunnelTrouble;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.uplink.WanEvidence;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks the router why no handshake came, before anybody on the way to the relay is blamed; one channel, changes nothing. */
public final class TunnelDiagnosis {
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final Clock clock;
    private final Narrator narrator;

    public TunnelDiagnosis(Clock clock, Narrator narrator) {
        this.clock = clock;
        this.narrator = narrator;
    }

    /** The trouble where the router has one, else the other side's with what left the router. */
    public Problem instead(Problem behind, RelayFile relay, RemoteLink router) throws IOException {
        var seen = seen(relay, router);
        if (seen.isEmpty()) {
            return behind;
        }
        seen.get().log().forEach(line -> narrator.explains("the router's log", line));
        var calls = relay.publicAddress() + ":" + relay.listen();
        return TunnelTrouble.of(seen.get(), calls, clock.instant())
                .orElseGet(() -> behind.withBecause(TunnelTrouble.left(seen.get()) + "; " + behind.because()));
    }

    private Optional<TunnelEvidence> seen(RelayFile relay, RemoteLink router) throws IOException {
        var script = Script.in(Guard.class, "tunnel-look")
                .with("HOST", relay.publicAddress())
                .with("NOISE", WanEvidence.noise());
        try {
            var answer = router.run(Batch.of(script), SHORT).getFirst();
            return Optional.of(TunnelEvidence.of(answer.stdout().lines().toList()));
        } catch (LinkException e) {
            narrator.saw("the router could not be asked", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
