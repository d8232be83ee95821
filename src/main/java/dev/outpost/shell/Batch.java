package dev.outpost.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Scripts that run one after the other in one exec channel, each with its own output and status. The first that fails ends
 * the batch: those after it do not run.
 */
public final class Batch {
    private final List<Script> scripts;
    private final byte[] payload;
    private final int fed;

    private Batch(List<Script> scripts, byte[] payload, int fed) {
        this.scripts = List.copyOf(scripts);
        this.payload = payload;
        this.fed = fed;
        if (scripts.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one script");
        }
    }

    public static Batch of(Script... scripts) {
        return of(List.of(scripts));
    }

    public static Batch of(List<Script> scripts) {
        return new Batch(scripts, new byte[0], -1);
    }

    public Batch then(Script script) {
        var more = new ArrayList<>(scripts);
        more.add(script);
        return new Batch(more, payload, fed);
    }

    /** The same batch; its last script so far finds these bytes on its standard input, the others find nothing on theirs. */
    public Batch feeding(byte[] bytes) {
        return new Batch(scripts, bytes.clone(), scripts.size() - 1);
    }

    boolean isFed(int index) {
        return index == fed;
    }

    public List<Script> scripts() {
        return scripts;
    }

    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public String toString() {
        return "Batch" + scripts + (payload.length == 0 ? "" : " + " + payload.length + " bytes");
    }
}
