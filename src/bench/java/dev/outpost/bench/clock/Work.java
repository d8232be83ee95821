package dev.outpost.bench.clock;

/** What takes a while, and ends early when its thread is told to stop; the thread remembers that it was. */
@FunctionalInterface
public interface Work {
    void run() throws InterruptedException;

    /** Does it here. */
    static void quietly(Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does it in a virtual thread of its own. */
    static Thread start(String name, Work work) {
        return Thread.ofVirtual().name(name).start(() -> quietly(work));
    }
}
