package dev.outpost.text;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.List;

/** What is wrong in a file, in the order of its lines; the first mistake stands for all where one problem is asked for. */
public final class MistakesInFile extends ProblemException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> all;
    private final transient Place at;

    /** One mistake, and where it stands. */
    public record Mistake(Place place, Problem problem) {}

    MistakesInFile(List<Mistake> all) {
        this(all, all.getFirst().place());
    }

    private MistakesInFile(List<Mistake> all, Place at) {
        super(all.getFirst().problem());
        this.all = List.copyOf(all);
        this.at = at;
    }

    /** At least one. */
    public List<Mistake> all() {
        return all;
    }

    /** What has to be taken out so that the rest can be read. */
    Place at() {
        return at;
    }

    /** The same, of a file that another one names there. */
    public MistakesInFile namedAt(Place place) {
        return new MistakesInFile(all, place);
    }
}
