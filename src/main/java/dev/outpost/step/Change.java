package dev.outpost.step;

/** One change as a value: printed before it is made, applied through its target. */
public interface Change {
    /** What will be different afterwards, in one line; secrets are stars. */
    String describe();

    /** What it takes of the target's flash, in bytes; 0 where it is not worth counting. */
    default long flashBytes() {
        return 0;
    }
}
