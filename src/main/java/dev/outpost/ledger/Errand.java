package dev.outpost.ledger;

import dev.outpost.shell.LinkException;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** What one command does for one site or router: whatever ends it stands in its document. */
public final class Errand {
    private final String schema;
    private final String site;
    private final RecordingNarrator log;
    private final Function<LinkException, Problem> broken;

    /**
     * @param schema of its document
     * @param broken what a connection means that broke on the way
     */
    public Errand(String schema, String site, RecordingNarrator log, Function<LinkException, Problem> broken) {
        this.schema = schema;
        this.site = site;
        this.log = log;
        this.broken = broken;
    }

    /** A connection that broke, and what that means for what was under way. */
    public static Function<LinkException, Problem> linkLost(String because) {
        return e -> ProblemCode.LINK_LOST.problem(
                "a connection broke: " + e.getMessage(), because, "run the same command again");
    }

    /** Work that a problem may stop. */
    public interface Work {
        Optional<Problem> done() throws IOException;
    }

    /** The same, kept in the site's journal. */
    public interface Run {
        Optional<Problem> done(Journal journal) throws IOException;
    }

    /** Does it. */
    public Outcome does(Work work) {
        return log.outcome(schema, site, ended(work));
    }

    /** Does it while no other run may hold the site. */
    public Outcome alone(SiteState state, Work work) {
        return does(() -> {
            try (var _ = state.lock()) {
                return work.done();
            }
        });
    }

    /** The same; how it ended is written down. */
    public Outcome holds(SiteState state, Clock clock, Run run) {
        return alone(state, () -> {
            var journal = Journal.begin(state.journal(), clock);
            var problem = ended(() -> run.done(journal));
            journal.done(problem.map(each -> each.code().toString()).orElse("done"));
            return problem;
        });
    }

    private Optional<Problem> ended(Work work) {
        try {
            return work.done();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        } catch (LinkException e) {
            return Optional.of(broken.apply(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
