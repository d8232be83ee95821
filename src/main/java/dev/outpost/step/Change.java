package dev.outpost.step;

import java.util.List;

/** One change as a value: what is printed before is what is made. Each target's own kind of change says how that is done. */
public interface Change {
    /** What will be different afterwards, in one line; secrets are stars. */
    String describe();

    /** Whom it changes. */
    Target target();

    /** What kind of change it is, in a word that documents keep: {@code package}, {@code section}, {@code peer}. */
    String kind();

    /** What it is about, by name: a package's; empty where its kind says it all. */
    default String subject() {
        return "";
    }

    /** When it is made. */
    Phase phase();

    /** The same in the words of the thing that is changed, line by line: what a person would type there. Empty where there are none. */
    default List<String> exactly() {
        return List.of();
    }

    /** What it takes of the target's flash, in bytes; 0 where it is not worth counting. */
    default long flashBytes() {
        return 0;
    }
}
