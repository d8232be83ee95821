package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Lease;
import dev.outpost.router.Freshness;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uci.UciSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private final Parts parts;
    private final Narrator narrator;

    public Retire(Parts parts, Narrator narrator) {
        this.parts = parts;
        this.narrator = narrator;
    }

    /** @param gone whether the router is not to be looked for */
    public Outcome run(Site site, boolean gone) {
        var log = new RecordingNarrator(narrator);
        var state = parts.state().site(site.name());
        try (Lease lease = state.lock()) {
            var journal = Journal.begin(state.journal(), parts.clock());
            var problem = retired(site, gone, log, journal);
            journal.done(problem.map(it -> it.code().toString()).orElse("done"));
            return log.outcome(SCHEMA, site.name(), problem);
        } catch (ProblemException e) {
            return log.outcome(SCHEMA, site.name(), Optional.of(e.problem()));
        }
    }

    private Optional<Problem> retired(Site site, boolean gone, RecordingNarrator log, Journal journal) {
        try {
            var state = parts.state().site(site.name());
            if (!gone && state.unit().isPresent()) {
                log.chapter("router");
                release(site, log, journal);
            }
            if (site.access().relay().isPresent()
                    && parts.state().ledger().find(site.name()).isPresent()) {
                log.chapter("relay");
                expel(site, log, journal);
            }
            log.chapter("laptop");
            parts.state().ledger().retire(site.name());
            state.forget();
            log.done("router, addresses and ports of site " + site.name() + " are free again");
            state.password()
                    .ifPresent(kept -> log.warned(
                            "the router's password stays what it was; it is kept in " + state.file("password")));
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

    private void release(Site site, RecordingNarrator log, Journal journal) throws IOException {
        var door = new RouterConnector(parts.here(), parts.secrets(), site, log);
        var opened = opened(door, site);
        try {
            var facts = Look.at(opened.link());
            if (!isOurs(facts, site)) {
                log.saw("the router is fresh", "nothing of site " + site.name() + " is on it");
                return;
            }
            log.decided("this router is released", "it has the host key of site " + site.name());
            var confirmed = released(door, opened, facts, log, journal);
            var key = parts.state().key().publicLine().strip();
            try (var last = confirmed.link()) {
                RouterTrouble.require(
                        last.run(Batch.of(RouterWork.script("forget-key").with("KEY", key)), SHORT));
            }
            log.done("our key may not log in any more");
        } finally {
            opened.link().close();
            ArmedGuards.over(journal.run());
        }
    }

    private RouterConnection released(
            RouterConnector door, RouterConnection opened, RouterFacts facts, RecordingNarrator log, Journal journal)
            throws IOException {
        var guard = new Guard(journal.run());
        var end = new GuardEnd(door, log, journal, guard, facts.uptime());
        journal.doing("release the router");
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        try {
            RouterTrouble.require(opened.link()
                    .run(
                            Batch.of(
                                    guard.arm(),
                                    RouterWork.script("configure")
                                            .with("EDITS", edits(facts))
                                            .with("PACKAGES", "network firewall"),
                                    RouterWork.script("release"),
                                    RouterWork.script("reload")),
                            SHORT));
        } catch (ProblemException e) {
            throw end.undone(opened.link(), opened.route(), e, List.of());
        }
        log.done("tunnel, redirects, services and marker are taken off; wan and LAN stay");
        opened.link().close();
        return end.confirmed(door.andOverCable(opened.route()), List.of(), List.of());
    }

    /** Every section that we named: all of them begin with our name. */
    private static String edits(RouterFacts facts) {
        return Stream.of("network", "firewall")
                .flatMap(uci -> facts.uci(uci).sections().stream()
                        .map(UciSection::name)
                        .filter(name -> name.equals("outpost") || name.startsWith("outpost_"))
                        .map(name -> "delete " + uci + "." + name))
                .collect(Collectors.joining("\n"));
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
        var relay = site.access().relay().orElseThrow();
        try (var end = RelayEnd.open(
                parts, relay, Options.NONE, journal.run(), journal.unfinished().orElse(""))) {
            var facts = end.look();
            journal.doing("expel the site from the relay");
            if (end.expel(site.name(), facts)) {
                log.done("the relay knows site " + site.name() + " and its viewers no more");
            } else {
                log.saw("the relay does not know site " + site.name(), "nothing to be revoked there");
            }
        }
    }
}
