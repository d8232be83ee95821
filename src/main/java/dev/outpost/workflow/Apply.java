package dev.outpost.workflow;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.Room;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.run.RelayRun.Turns;
import dev.outpost.shell.Web;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Makes a site what its file asks for, or shows what it would do. */
public final class Apply {
    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Web web;
    private final Path bundles;
    private final Clock clock;
    private final Function<String, Narrator> narrators;
    private final Turns turns = new Turns();

    /**
     * @param web fetches packages, and serves them to a router through its connection
     * @param bundles folder of the package cache: one folder a release and target
     * @param narrators site to who hears of it
     */
    public Apply(
            LocalNetwork here,
            RelayConnector relays,
            Secrets secrets,
            Web web,
            Path bundles,
            Clock clock,
            Function<String, Narrator> narrators) {
        this.here = here;
        this.relays = relays;
        this.secrets = secrets;
        this.web = web;
        this.bundles = bundles;
        this.clock = clock;
        this.narrators = narrators;
    }

    /** Looks and decides; writes nothing anywhere, and waits for nobody's lock. */
    public Outcome plan(Site site, Request request) {
        var log = log(site);
        return errand("outpost.plan/1", site, log).does(() -> {
            var journal = Journal.begin(here.state().site(site.name()).journal(), clock);
            try (var connections = new Connections()) {
                return bringUp(TunnelPlan.found(site, here.state().ledger()), request, log, journal, connections)
                        .plan();
            }
        });
    }

    /** Looks, decides, changes under the guard, and proves. */
    public Outcome run(Site site, Request request) {
        return run("outpost.apply/1", site, request);
    }

    /** The same under another name: with what takes the place of what the site has. */
    Outcome run(String schema, Site site, Request request) {
        Room.require(here.state().made());
        var log = log(site);
        return errand(schema, site, log).holds(here.state().site(site.name()), clock, journal -> {
            log.doing("site " + site.name() + ", " + journal.run());
            return applied(TunnelPlan.found(site, here.state().ledger()), request, log, journal);
        });
    }

    /** The site follows its file, which was changed just now; a proof is not asked for. */
    Optional<Problem> follow(Site site) {
        return run(site, Request.OF_THE_FILE)
                .problem()
                .filter(problem -> problem.code() != ProblemCode.PROOF_NO_VANTAGE);
    }

    /** A way in that the site file leaves open is found on the way: then the rest is made by it. */
    private Optional<Problem> applied(Site site, Request request, RecordingNarrator log, Journal journal)
            throws IOException {
        try (var connections = new Connections()) {
            var story = bringUp(site, request, log, journal, connections);
            var problem = story.apply();
            var way = story.found();
            return way.isEmpty()
                    ? problem
                    : bringUp(way.get().of(site), request, log, journal, connections)
                            .by(way.get());
        }
    }

    private BringUp bringUp(
            Site site, Request request, RecordingNarrator log, Journal journal, Connections connections) {
        return new BringUp(here, relays, secrets, web, bundles, clock, turns, site, request, log, journal, connections);
    }

    private RecordingNarrator log(Site site) {
        return new RecordingNarrator(narrators.apply(site.name()));
    }

    private static Errand errand(String schema, Site site, RecordingNarrator log) {
        return new Errand(
                schema,
                site.name(),
                log,
                Errand.linkLost(
                        "router, relay or a cable went away; nothing is half-way: every change is looked at again"));
    }
}
