package dev.outpost.step;

import java.util.List;

/** One change as a value: printed before it is made, applied through its target. */
public interface Change {
    /** What will be different afterwards, in one line; secrets are stars. */
    String describe();

    /** The same in the words of the thing that is changed, line by line: what a person would type there. Empty where there are none. */
    default List<String> exactly() {
        return List.of();
    }

    /** What it takes of the target's flash, in bytes; 0 where it is not worth counting. */
    default long flashBytes() {
        return 0;
    }
}
