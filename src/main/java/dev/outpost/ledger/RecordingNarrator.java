package dev.outpost.ledger;

import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes everything on to another narrator and remembers it for the document and the report. */
public final class RecordingNarrator implements Narrator {
    /** Something decided or seen, and why it is believed. */
    public record Told(String what, String because) {}

    private final Narrator next;
    private final List<Told> decisions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Told> holds = new ArrayList<>();
    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

    public RecordingNarrator(Narrator next) {
        this.next = next;
    }

    public void fact(String name, @Nullable Object value) {
        facts.put(name, value);
    }

    public List<Told> decisions() {
        return List.copyOf(decisions);
    }

    public List<String> changes() {
        return changes.stream().map(Change::describe).toList();
    }

    public Outcome outcome(String schema, String site, Optional<Problem> problem) {
        var all = new LinkedHashMap<String, @Nullable Object>(facts);
        all.put(
                "decisions",
                decisions.stream()
                        .map(told -> Map.of("what", told.what(), "because", told.because()))
                        .toList());
        if (!holds.isEmpty()) {
            all.put(
                    "holds",
                    holds.stream()
                            .map(told -> Map.of("what", told.what(), "evidence", told.because()))
                            .toList());
        }
        if (!changes.isEmpty()) {
            all.put(
                    "uci",
                    changes.stream()
                            .flatMap(change -> change.exactly().stream())
                            .toList());
        }
        return new Outcome(schema, site, problem, changes, all);
    }

    @Override
    public void chapter(String title) {
        next.chapter(title);
    }

    @Override
    public void saw(String what, String evidence) {
        next.saw(what, evidence);
    }

    @Override
    public void decided(String what, String because) {
        decisions.add(new Told(what, because));
        next.decided(what, because);
    }

    @Override
    public void holds(String what, String evidence) {
        holds.add(new Told(what, evidence));
        next.holds(what, evidence);
    }

    @Override
    public void sums(String name, String words) {
        next.sums(name, words);
    }

    @Override
    public void plans(Target where, List<String> inWords, boolean refused) {
        next.plans(where, inWords, refused);
    }

    @Override
    public void explains(String what, String evidence) {
        next.explains(what, evidence);
    }

    @Override
    public void planned(Change change) {
        changes.add(change);
        next.planned(change);
    }

    @Override
    public void doing(String what) {
        next.doing(what);
    }

    @Override
    public void doing(String what, Duration limit) {
        next.doing(what, limit);
    }

    @Override
    public void done(String what) {
        next.done(what);
    }

    @Override
    public void partDone(String what) {
        next.partDone(what);
    }

    @Override
    public void kept(String what, String where) {
        next.kept(what, where);
    }

    @Override
    public void warned(String what) {
        next.warned(what);
    }

    @Override
    public void asks(String what) {
        next.asks(what);
    }
}
