package dev.outpost.step;

/**
 * What should be true of a target.
 *
 * @param <T> what it is true of, as last looked at
 */
public interface Step<T> {
    /** The title of the step, a sentence's beginning: "the router's wan dials through the dongle". */
    String title();

    /** What is missing. Changes nothing and reads only what the target holds already. */
    Finding check(T target);
}
