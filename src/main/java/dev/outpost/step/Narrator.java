package dev.outpost.step;

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

    /** A change that is planned. */
    void planned(Change change);

    /** Something is being done that takes a while. */
    void doing(String what);

    /** Something is done and was looked at again. */
    void done(String what);

    /** Something that does not stop the work but should be known. */
    void warned(String what);

    /** The person has to do something now. */
    void asks(String what);
}
