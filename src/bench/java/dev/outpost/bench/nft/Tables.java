package dev.outpost.bench.nft;

/** The rules that a kernel has now; a restart forgets them. */
public final class Tables {
    private Ruleset now = Ruleset.EMPTY;

    public synchronized Ruleset now() {
        return now;
    }

    public synchronized void put(Ruleset other) {
        now = other;
    }

    public void forget() {
        put(Ruleset.EMPTY);
    }
}
