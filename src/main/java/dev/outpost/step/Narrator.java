package dev.outpost.step;

import java.time.Duration;
import java.util.List;

/** Hears what a run sees, decides and does, as it happens; prints it for people. Never gets a secret. */
public interface Narrator {
    /** A part of the work begins: "look at the router". */
    void chapter(String title);

    /** Something was seen: what, and by which evidence. */
    void saw(String what, String evidence);

    /** Something was decided: what, and why. */
    void decided(String what, String because);

    /** Something is as it should be already, or is now: what, and by which evidence. */
    default void holds(String what, String evidence) {}

    /** One of the few lines that a person reads first: of what, and what is to be known of it. */
    default void sums(String name, String words) {}

    /**
     * What is planned there, in words: a line for each thing that will be true afterwards.
     *
     * @param refused whether a person has to see it before it may be made
     */
    default void plans(Target where, List<String> inWords, boolean refused) {}

    /** Something that was seen and explains what failed: it is told with the failure. */
    default void explains(String what, String evidence) {
        saw(what, evidence);
    }

    /** A change that is planned. */
    void planned(Change change);

    /** Something is being done that takes a while. */
    void doing(String what);

    /** The same, with an end. */
    default void doing(String what, Duration limit) {
        doing(what + " (at most " + limit.toSeconds() + " s)");
    }

    /** Something is done and was looked at again. */
    void done(String what);

    /** A part of what a later {@link #done} tells as a whole. */
    default void partDone(String what) {
        done(what);
    }

    /** A file to keep is there: what it is, and where. */
    default void kept(String what, String where) {
        done(what + ": " + where);
    }

    /** Something that does not stop the work but should be known. */
    void warned(String what);

    /** The person has to do something now. */
    void asks(String what);
}
