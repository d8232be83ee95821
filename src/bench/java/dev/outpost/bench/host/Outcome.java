package dev.outpost.bench.host;

/** How a command ended and what it said. */
public record Outcome(int status, String out, String err) {
    public boolean succeeded() {
        return status == 0;
    }
}
