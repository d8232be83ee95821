package dev.outpost.workflow;

import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Lease;
import dev.outpost.ledger.Room;
import dev.outpost.shell.LinkException;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Makes a site what its file asks for, or shows what it would do. */
public final class Apply {
    private final Parts parts;
    private final Narrator narrator;
    private final Turns turns;

    public Apply(Parts parts, Narrator narrator) {
        this(parts, narrator, new Turns());
    }

    Apply(Parts parts, Narrator narrator, Turns turns) {
        this.parts = parts;
        this.narrator = narrator;
        this.turns = turns;
    }

    /** Looks and decides; changes nothing. */
    public Outcome plan(Site site, Options options) {
        return go("outpost.plan/1", site, options, BringUp::plan);
    }

    /** Looks, decides, changes under the guard, and proves. */
    public Outcome run(Site site, Options options) {
        Room.require(parts.state().directory());
        return go("outpost.apply/1", site, options, BringUp::apply);
    }

    /** The same with a router that the site does not have yet, which takes the place of the one it has. */
    Outcome spare(Site site, Options options) {
        Room.require(parts.state().directory());
        return go(Replace.SCHEMA, site, options.forSpare(), BringUp::apply);
    }

    /** One of the two ways to go through the story. */
    private interface Way {
        Optional<Problem> go(BringUp bringUp) throws IOException;
    }

    private Outcome go(String schema, Site site, Options options, Way way) {
        var log = new RecordingNarrator(narrator);
        try (Lease lease = parts.state().site(site.name()).lock()) {
            var journal = Journal.begin(parts.state().site(site.name()).journal(), parts.clock());
            log.doing("site " + site.name() + ", " + journal.run());
            return gone(schema, site, log, journal, new BringUp(parts, site, options, log, journal, turns), way);
        } catch (ProblemException e) {
            return log.outcome(schema, site.name(), Optional.of(e.problem()));
        }
    }

    private static Outcome gone(
            String schema, Site site, RecordingNarrator log, Journal journal, BringUp bringUp, Way way) {
        Optional<Problem> problem;
        try (bringUp) {
            problem = way.go(bringUp);
        } catch (ProblemException e) {
            problem = Optional.of(e.problem());
        } catch (LinkException e) {
            problem = Optional.of(new Problem(
                    ProblemCode.LINK_LOST,
                    "a connection broke: " + e.getMessage(),
                    "router, relay or a cable went away; nothing is half-way: every change is looked at again",
                    "run the same command again"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal.done(problem.map(it -> it.code().toString()).orElse("done"));
        return log.outcome(schema, site.name(), problem);
    }
}
