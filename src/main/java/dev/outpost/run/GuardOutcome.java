package dev.outpost.run;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.function.Function;

/** How a guarded run ended. */
public sealed interface GuardOutcome<K> {

    /** Confirmed over a new connection: the changes stay. */
    record Kept<K>(K kept) implements GuardOutcome<K> {}

    /** Any other end, and why. */
    sealed interface Ended<K> extends GuardOutcome<K> {
        Problem problem();
    }

    /** The old configuration is back. */
    record RolledBack<K>(Problem problem) implements Ended<K> {}

    /** Neither kept nor put back: somebody has to go there. */
    record NotBack<K>(Problem problem) implements Ended<K> {}

    /** Nothing had been changed when it ended. */
    record Refused<K>(Problem problem) implements Ended<K> {}

    /** The same with something else of what was kept. */
    default <T> GuardOutcome<T> map(Function<K, T> other) {
        return switch (this) {
            case Kept<K>(var kept) -> new Kept<>(other.apply(kept));
            case RolledBack<K>(var problem) -> new RolledBack<>(problem);
            case NotBack<K>(var problem) -> new NotBack<>(problem);
            case Refused<K>(var problem) -> new Refused<>(problem);
        };
    }

    /**
     * What was kept.
     *
     * @throws ProblemException where nothing was: a run that has no other end than this one
     */
    default K orThrow() {
        return switch (this) {
            case Kept<K>(var kept) -> kept;
            case Ended<K> other -> throw new ProblemException(other.problem());
        };
    }
}
