package dev.outpost.step;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was seen, by its evidence, and what was warned of. */
public final class Told implements Narrator {
    public final List<String> saw = new ArrayList<>();
    public final List<String> warned = new ArrayList<>();

    @Override
    public void chapter(String title) {}

    @Override
    public void saw(String what, String evidence) {
        saw.add(evidence);
    }

    @Override
    public void decided(String what, String because) {}

    @Override
    public void planned(Change change) {}

    @Override
    public void doing(String what) {}

    @Override
    public void done(String what) {}

    @Override
    public void warned(String what) {
        warned.add(what);
    }

    @Override
    public void asks(String what) {}
}
