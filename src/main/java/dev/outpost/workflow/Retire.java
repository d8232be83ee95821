package dev.outpost.workflow;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Lease;
import dev.outpost.ledger.SiteState;
import dev.outpost.proof.Outcome;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayChange;
import dev.outpost.router.Freshness;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.run.RelayRun;
import dev.outpost.run.ShortRun;
import dev.outpost.run.Turns;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a site down: the router first, under its guard, then the relay, then what the ledger gave. Run again, it goes on. */
public final class Retire {
    private static final String SCHEMA = "outpost.retire/1";
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** What a router that has another life now answers with. */
    private static final Set<ProblemCode> NOT_THERE = Set.of(
            ProblemCode.ROUTER_UNREACHABLE,
            ProblemCode.ROUTER_HOSTKEY_CHANGED,
            ProblemCode.ROUTER_PASSWORD_WRONG,
            ProblemCode.ROUTER_NOT_FRESH);

    private final LocalNetwork here;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public Retire(LocalNetwork here, Secrets secrets, Clock clock, Narrator narrator) {
        this.here = here;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** @param gone whether the router is not to be looked for */
    public Outcome run(Site site, boolean gone) {
        var log = new RecordingNarrator(narrator);
        var state = here.state().site(site.name());
        try (Lease lease = state.lock()) {
            var journal = Journal.begin(state.journal(), clock);
            var problem = retired(site, gone, log, journal);
            journal.done(problem.map(it -> it.code().toString()).orElse("done"));
            return log.outcome(SCHEMA, site.name(), problem);
        } catch (ProblemException e) {
            return log.outcome(SCHEMA, site.name(), Optional.of(e.problem()));
        }
    }

    private Optional<Problem> retired(Site site, boolean gone, RecordingNarrator log, Journal journal) {
        try {
            var state = here.state().site(site.name());
            if (!gone && state.unit().isPresent()) {
                log.chapter("router");
                release(site, log, journal);
            }
            if (site.access().relay().isPresent()
                    && (gone || here.state().ledger().find(site.name()).isPresent())) {
                log.chapter("relay");
                expel(site, log, journal);
            }
            log.chapter("laptop");
            here.state().ledger().retire(site.name());
            state.forget();
            log.done("router, addresses and ports of site " + site.name() + " are free again");
            if (gone) {
                log.warned(
                        "should the router come back, it still has: the tunnel outpost with its key, which opens nothing any"
                                + " more; zone, rules and redirects named outpost; the keeper; our key for its SSH; the SIM's PIN where it"
                                + " was given one. Reset it (hold reset for 10 s) before it serves elsewhere");
            }
            tellPasswords(state, log);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        } catch (LinkException e) {
            return Optional.of(new Problem(
                    ProblemCode.LINK_LOST,
                    "a connection broke: " + e.getMessage(),
                    "router, relay or a cable went away; the guard puts a half-released router back",
                    "run the same command again"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person may still need is not thrown away. */
    private static void tellPasswords(SiteState state, RecordingNarrator log) {
        state.password()
                .ifPresent(kept ->
                        log.warned("the router's password stays what it was; it is kept in " + state.file("password")));
        var admins = state.cameraAdmins();
        if (!admins.isEmpty()) {
            log.warned("the cameras' passwords stay what they were; they are kept in "
                    + admins.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
    }

    private void release(Site site, RecordingNarrator log, Journal journal) throws IOException {
        var door = new RouterConnector(here, secrets, site, log);
        var opened = opened(door, site);
        try {
            var facts = Look.at(opened.link());
            if (!isOurs(facts, site)) {
                log.saw("the router is fresh", "nothing of site " + site.name() + " is on it");
                return;
            }
            log.decided("this router is released", "it has the host key of site " + site.name());
            var off = RouterChange.TakeOff.of(facts);
            log.planned(off);
            var confirmed = new ShortRun(opened, door, log, journal, facts)
                    .run(List.of(off))
                    .orThrow();
            var key = here.state().key().publicLine().strip();
            try (var last = confirmed.link()) {
                ScriptStatus.require(
                        Target.ROUTER,
                        last.run(Batch.of(Script.in(Guard.class, "forget-key").with("KEY", key)), SHORT));
            }
            log.done("our key may not log in any more");
        } finally {
            opened.link().close();
        }
    }

    /** Over the cable alone: the way through the relay is among what is taken away. */
    private static RouterConnection opened(RouterConnector door, Site site) throws IOException {
        try {
            return door.open(
                    List.of(door::known, () -> door.linkLocals(site.reach().port())));
        } catch (ProblemException e) {
            throw new ProblemException(
                    NOT_THERE.contains(e.problem().code()) ? withoutRouter(e.problem(), site) : e.problem());
        }
    }

    private static Problem withoutRouter(Problem problem, Site site) {
        return problem.withNext(
                "plug the laptop into the site's router, or where it was reset, broken or given away: outpost retire "
                        + site.file() + " --router-is-gone");
    }

    /** It showed the site's own host key; one that lost its marker was half released by a run that died. */
    private static boolean isOurs(RouterFacts facts, Site site) {
        var marker = facts.marker().map(known -> known.site());
        if (marker.isEmpty() || marker.get().equals(site.name())) {
            return marker.isPresent() || !Freshness.of(facts).isFresh();
        }
        throw new ProblemException(new Problem(
                ProblemCode.ROUTER_ELSEWHERE,
                "this router belongs to site " + marker.get(),
                "nothing was written to it",
                "check which router is plugged in, or: outpost retire " + site.file() + " --router-is-gone"));
    }

    private void expel(Site site, RecordingNarrator log, Journal journal) {
        var file = site.access().relay().orElseThrow();
        var relays = new RelayConnector(here.links(), here.state(), secrets);
        try (var link = relays.open(file, false)) {
            var facts = relays.look(file, link);
            if (facts.site(site.name()).isEmpty()) {
                log.saw("the relay does not know site " + site.name(), "nothing to be revoked there");
                return;
            }
            var expel = new RelayChange.ExpelSite(site.name());
            log.planned(expel);
            new RelayRun(link, file, TunnelPlan.setup(file), site.name(), journal, new Turns(), facts)
                    .keep(List.of(expel));
            log.done("the relay knows site " + site.name() + " and its viewers no more");
        }
    }
}
