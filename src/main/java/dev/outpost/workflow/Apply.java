package dev.outpost.workflow;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Room;
import dev.outpost.proof.Outcome;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.run.PackageSource;
import dev.outpost.run.Turns;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Web;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        var log = new RecordingNarrator(narrators.apply(site.name()));
        var journal = Journal.begin(here.state().site(site.name()).journal(), clock);
        var known = TunnelPlan.found(site, here.state().ledger());
        var problem = ended(bringUp(known, request, log, journal), BringUp::plan);
        return log.outcome("outpost.plan/1", site.name(), problem);
    }

    /** Looks, decides, changes under the guard, and proves. */
    public Outcome run(Site site, Request request) {
        return run("outpost.apply/1", site, request);
    }

    /** The same with a router that the site does not have yet, which takes the place of the one it has. */
    Outcome spare(Site site, Request request) {
        return run(Replace.SCHEMA, site, request.forSpare());
    }

    /** The same once another camera hangs in the place of one that was set up. */
    Outcome otherCamera(Site site, Request request) {
        return run(Replace.SCHEMA, site, request);
    }

    private Outcome run(String schema, Site site, Request request) {
        Room.require(here.state().made());
        var log = new RecordingNarrator(narrators.apply(site.name()));
        var state = here.state().site(site.name());
        try (var _ = state.lock()) {
            var journal = Journal.begin(state.journal(), clock);
            log.doing("site " + site.name() + ", " + journal.run());
            var problem = applied(TunnelPlan.found(site, here.state().ledger()), request, log, journal);
            journal.done(problem.map(each -> each.code().toString()).orElse("done"));
            return log.outcome(schema, site.name(), problem);
        } catch (ProblemException e) {
            return log.outcome(schema, site.name(), Optional.of(e.problem()));
        }
    }

    /** A way in that the site file leaves open is found on the way: then the rest is made by it. */
    private Optional<Problem> applied(Site site, Request request, RecordingNarrator log, Journal journal) {
        var story = bringUp(site, request, log, journal);
        var problem = ended(story, BringUp::apply);
        return problem.isEmpty() && story.found().isPresent()
                ? ended(bringUp(site.through(story.found().get()), request, log, journal), BringUp::apply)
                : problem;
    }

    private BringUp bringUp(Site site, Request request, RecordingNarrator log, Journal journal) {
        var connector = request.wishes().replacing()
                ? RouterConnector.toSpare(here, secrets, site, log)
                : new RouterConnector(here, secrets, site, log);
        var source = new PackageSource(web, bundles, request.feed(), log);
        return new BringUp(
                here, relays, secrets, web, source, bundles, clock, turns, site, request, log, journal, connector);
    }

    /** One of the two ways to go through the story. */
    private interface Way {
        Optional<Problem> go(BringUp bringUp) throws IOException;
    }

    private static Optional<Problem> ended(BringUp story, Way way) {
        try (story) {
            return way.go(story);
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        } catch (LinkException e) {
            return Optional.of(new Problem(
                    ProblemCode.LINK_LOST,
                    "a connection broke: " + e.getMessage(),
                    "router, relay or a cable went away; nothing is half-way: every change is looked at again",
                    "run the same command again"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
