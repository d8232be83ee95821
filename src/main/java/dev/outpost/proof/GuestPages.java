package dev.outpost.proof;

import dev.outpost.camera.CameraTarget;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What those are handed who look at a site. */
public final class GuestPages {
    private final SiteState state;
    private final ViewerPages pages;
    private final SiteProver prover;
    private final RecordingNarrator narrator;

    public GuestPages(SiteState state, Secrets secrets, Clock clock, RecordingNarrator narrator) {
        this.state = state;
        this.pages = new ViewerPages(state, new GuestKeys(state)::privateKey);
        this.prover = new SiteProver(secrets, state, clock, narrator);
        this.narrator = narrator;
    }

    public boolean has(String guest) {
        return Files.exists(page(guest));
    }

    private Path page(String guest) {
        return state.viewers().resolve(guest + ".html");
    }

    /**
     * A page shows how each camera is looked at.
     *
     * @throws dev.outpost.step.ProblemException {@code SECRET-MISSING} before anything is changed
     */
    public void refuseWithoutSecrets(Site site) {
        site.cameras().forEach(camera -> prover.logins().target(camera, camera.address()));
    }

    /** All of them, where they differ; those that were written are named. */
    public void handOut(Site site, TunnelPlan tunnel, TunnelKey relayKey) {
        pages.write(tunnel, relayKey.text(), targets(site, tunnel))
                .forEach(page -> narrator.kept("SECRET page, for one person alone", page.toString()));
    }

    /** Whether what was handed out leads elsewhere than viewers shall dial now. */
    public boolean leadElsewhere(TunnelPlan tunnel) {
        return pages.leadElsewhere(tunnel);
    }

    /** Writes them where they differ, and names the guest's own. */
    public void write(Site site, TunnelPlan tunnel, RelayFacts relay, String guest) {
        pages.write(tunnel, relay.publicKey().orElseThrow(), targets(site, tunnel));
        if (has(guest)) {
            narrator.fact("page", page(guest).toString());
            narrator.done("SECRET page, for one person alone: " + page(guest));
        } else {
            narrator.warned("the key of " + guest
                    + " was made on another computer: its page is there; a new key: outpost viewer" + " reissue "
                    + site.file() + " " + guest);
        }
    }

    private List<CameraTarget> targets(Site site, TunnelPlan tunnel) {
        return site.cameras().stream()
                .map(camera -> prover.logins().target(camera, tunnel.camera(camera.name())))
                .toList();
    }
}
