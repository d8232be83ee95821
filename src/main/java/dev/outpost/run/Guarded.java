package dev.outpost.run;

import dev.outpost.shell.LinkException;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;

/**
 * A target that puts its old configuration back by itself unless the changes are confirmed over a new connection.
 *
 * @param <C> its kind of change
 * @param <K> what is known of it once the changes stay
 */
interface Guarded<C extends Change, K> {
    /** The phases of a run on it, in their order; the first one arms the guard. */
    List<Phase> phases();

    /**
     * Makes the changes of one phase and reads them back.
     *
     * @param rest what is to be made yet, this phase's among it
     * @return what is to be made after it, planned anew where this phase learnt something
     */
    List<C> make(Phase phase, List<C> rest) throws IOException;

    /** Over a new connection. */
    GuardOutcome<K> confirm() throws IOException;

    /** Puts everything back because of a problem. */
    GuardOutcome<K> undo(Problem problem) throws IOException;

    /** The connection broke: it goes back by itself, and is waited for. */
    GuardOutcome<K> lost(LinkException broken) throws IOException;

    /** One guarded run: arm, change phase by phase, read back, confirm anew; or undo. */
    default GuardOutcome<K> run(List<C> changes) throws IOException {
        try {
            var rest = changes;
            for (var phase : phases()) {
                rest = make(phase, rest);
            }
        } catch (ProblemException e) {
            return undo(e.problem());
        } catch (LinkException e) {
            return lost(e);
        }
        return confirm();
    }

    /** The changes of one phase. */
    static <C extends Change> List<C> of(Phase phase, List<C> changes) {
        return changes.stream().filter(change -> change.phase() == phase).toList();
    }
}
