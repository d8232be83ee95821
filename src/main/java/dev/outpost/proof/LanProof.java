package dev.outpost.proof;

import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;

/** What a run ends with where nobody outside can look: each camera as the router's own LAN shows it. */
public record LanProof(Verify verify, LastHop hop, Narrator narrator) {
    /** Waits until the cameras are there, and makes of them what the site file asks for. */
    public interface Arrival {
        void await() throws IOException;
    }

    /**
     * Looks once since the last change, and keeps a picture of each.
     *
     * @param nobody why there is no way in
     * @param cameras done before the picture is taken
     * @return what a person has to do first: a camera that cannot be seen is nearer than a way in
     */
    public Problem seen(
            RecordingNarrator run,
            Site site,
            RemoteLink router,
            RouterFacts.Board board,
            Problem nobody,
            Arrival cameras)
            throws IOException {
        var state = verify.state(site);
        if (nobody.code() != ProblemCode.WAY_NO_RELAY
                || site.cameras().isEmpty()
                || state.proof() == SiteState.Proof.LAN) {
            return nobody;
        }
        narrator.chapter("camera");
        if (board.hasOneLanPort() && !hop.isThere(router)) {
            narrator.warned(
                    "no picture was taken: this laptop is in the router's one LAN port, where the camera belongs; put a"
                            + " switch between them and run the same command again, or nobody has seen the camera");
            return nobody;
        }
        cameras.await();
        var seen = verify.lan(site, new LinkVantage(router, "the router's LAN"), nobody);
        run.fact("cameras", seen.facts().get("cameras"));
        run.fact("report", verify.report(site, seen).toString());
        var missing = seen.cameras().stream()
                .flatMap(camera -> camera.problem().stream())
                .findFirst();
        if (missing.isEmpty()) {
            state.proof(SiteState.Proof.LAN);
        }
        return missing.orElse(nobody);
    }
}
