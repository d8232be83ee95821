package dev.outpost.proof;

import dev.outpost.camera.Depth;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.State;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proves a site from outside: any day, and at the end of a run. */
public final class Verify {
    private static final String SCHEMA = "outpost.verify/1";

    private final State state;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;
    private final PathLook path;

    public Verify(PathLook path, State state, Secrets secrets, Clock clock, Narrator narrator) {
        this.path = path;
        this.state = state;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /**
     * Looks, writes the report, and says what was seen.
     *
     * @param file as it stands; a way that it leaves open is the one that was found
     * @param named where to look from; absent: this computer, if it is in the tunnel
     * @param depth how much is fetched from each camera, through a line that somebody pays for
     * @param meter fills the line for a moment to see what it carries; absent: nothing more is spent
     * @param relay asked before any login goes to a camera
     */
    public Outcome run(Site file, Optional<Vantage> named, Depth depth, Optional<LineMeter> meter, RelayWitness relay) {
        var site = TunnelPlan.found(file, state.ledger());
        narrator.chapter("verify " + site.name());
        TunnelPlan tunnel;
        try {
            tunnel = SiteProof.way(site, state);
        } catch (ProblemException none) {
            return outcome(SiteProof.none(site.name(), none.problem()), List.of(), Optional.empty());
        }
        var vantage = SiteProver.vantage(named, tunnel);
        if (vantage.isEmpty()) {
            return outcome(SiteProof.none(site.name(), SiteProof.noVantage(site)), List.of(), Optional.empty());
        }
        var another = relay.another(site, tunnel);
        if (another.isPresent()) {
            return withoutLogins(site, tunnel, vantage, another.get());
        }
        tellCost(depth);
        var line = meter.flatMap(each -> each.kilobits(site, tunnel));
        var seen = prove(site, tunnel, vantage.get(), depth, line);
        var proof = depth == Depth.STREAM ? relay.overUdp(site, tunnel, seen, prover(site)) : seen;
        var judged = judged(site, tunnel, proof, vantage);
        return outcome(judged.proof(), judged.look().way(), Optional.of(report(site, judged.proof(), judged.look())));
    }

    /** A proof, and the way that was walked for it, if it was. */
    record Judged(SiteProof proof, SiteLook look) {}

    /** A camera that does not take a call may be the last to blame: the way to it is asked first. */
    Judged judged(Site site, TunnelPlan tunnel, SiteProof proof, Optional<Vantage> vantage) {
        var look = isUnanswered(proof) ? path.along(site, tunnel, proof.cameras(), vantage) : nobodyWalked();
        return new Judged(
                Hop.firstBroken(look.way())
                        .flatMap(Hop::problem)
                        .map(proof::with)
                        .orElse(proof),
                look);
    }

    /** What is behind the site's addresses is another's, or nobody can say: the way is walked, and no password goes out. */
    private Outcome withoutLogins(Site site, TunnelPlan tunnel, Optional<Vantage> vantage, Problem why) {
        if (why.code() == ProblemCode.WAY_OTHER_ROUTER) {
            return outcome(SiteProof.none(site.name(), why), List.of(), Optional.empty());
        }
        var look = path.along(site, tunnel, List.of(), vantage);
        var way = look.way();
        var proof = SiteProof.none(
                site.name(), Hop.firstBroken(way).flatMap(Hop::problem).orElse(why));
        return outcome(proof, way, Optional.of(report(site, proof, look)));
    }

    private static boolean isUnanswered(SiteProof proof) {
        return proof.problem()
                .map(Problem::code)
                .filter(Set.of(ProblemCode.CAM_SILENT, ProblemCode.CAM_UNREACHABLE, ProblemCode.CAM_REFUSED)::contains)
                .isPresent();
    }

    void tellCost(Depth depth) {
        switch (depth) {
            case PICTURE -> narrator.saw("one picture is fetched from each camera", "about 1 MB of the SIM's data");
            case STREAM ->
                narrator.saw(
                        "one picture and five seconds of the stream are fetched from each camera",
                        "about 4 MB of the SIM's data, never more than 25; --cheap: 1 MB");
        }
    }

    /** @param line kilobits a second that the site can send, where somebody measured */
    SiteProof prove(Site site, TunnelPlan tunnel, Vantage vantage, Depth depth, Optional<Long> line) {
        var listening = tunnel.isDirect() ? Set.<Integer>of() : new ReportFolder(state(site)).listening();
        return prover(site).prove(site, tunnel, vantage, listening, depth, line);
    }

    /** From the router's own LAN, where nobody outside can look: no line is paid for, and no address has to be shut. */
    SiteProof lan(Site site, Vantage router, Problem nobody) {
        var cameras = prover(site).onLan(site, router);
        return new SiteProof(site.name(), Optional.of(router.where()), cameras, Optional.empty(), Optional.of(nobody));
    }

    SiteLook nobodyWalked() {
        return SiteLook.none(clock.instant());
    }

    Path report(Site site, SiteProof proof, SiteLook look) {
        var page = new ReportFolder(state(site)).write(proof, site.file(), look, clock.instant());
        narrator.kept("report", page.toString());
        return page;
    }

    SiteProver prover(Site site) {
        return new SiteProver(secrets, state(site), clock, narrator);
    }

    SiteState state(Site site) {
        return state.site(site.name());
    }

    private static Outcome outcome(SiteProof proof, List<Hop> way, Optional<Path> page) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(proof.facts());
        facts.put("hops", way.stream().map(Hop::json).toList());
        facts.put("report", page.map(Path::toString).orElse(null));
        return new Outcome(SCHEMA, proof.site(), proof.problem(), List.of(), facts);
    }

    /** The router itself is the viewers' end, and nobody could be asked. */
    static Problem notWalked(Site site) {
        return ProblemCode.PROOF_NO_VANTAGE.problem(
                "the way of site " + site.name() + " was not walked: the router itself is the viewers' end",
                "it does not answer from here, there is no relay to ask, and only a viewer can look",
                "with a computer on its LAN: outpost doctor " + site.file() + "; else: outpost verify " + site.file()
                        + " --via socks5://HOST:PORT");
    }
}
