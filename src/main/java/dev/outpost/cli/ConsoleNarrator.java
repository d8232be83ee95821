package dev.outpost.cli;

import dev.outpost.step.Change;
import dev.outpost.workflow.Narrator;
import java.util.Locale;

/** Tells the person at the terminal what a run sees, decides and does. */
record ConsoleNarrator(Console console) implements Narrator {
    @Override
    public void chapter(String title) {
        console.title(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    }

    @Override
    public void saw(String what, String evidence) {
        console.step(Mark.SEEN, what, evidence);
    }

    @Override
    public void decided(String what, String because) {
        console.step(Mark.DECIDED, what, because);
    }

    @Override
    public void planned(Change change) {
        console.step(Mark.CHANGE, change.describe(), Bytes.inWords(change.flashBytes()));
    }

    @Override
    public void doing(String what) {
        console.passing(what);
    }

    @Override
    public void done(String what) {
        console.step(Mark.DONE, what, "");
    }

    @Override
    public void warned(String what) {
        console.step(Mark.WARNED, what, "");
    }

    @Override
    public void asks(String what) {
        console.step(Mark.ASKED, what, "");
    }
}
