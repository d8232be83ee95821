package dev.outpost.at;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Remembers, over runs and over ports, which PIN was sent to which SIM, so that none goes out a second time. */
public interface PinMemory {
    /**
     * Notes that this PIN is about to be sent to this SIM. Durable when it returns: a run that dies afterwards has spent it.
     *
     * @param triesLeft that the SIM shows now
     * @return false when its {@link History} keeps it back
     * @throws IOException when nothing can be remembered; no PIN may be sent then
     */
    boolean claim(Iccid sim, Pin pin, int triesLeft) throws IOException;

    /** The PIN is not this SIM's: it is never sent again. */
    void wrong(Iccid sim, Pin pin) throws IOException;

    /** The PIN was right: it may be sent again after the next power cut. */
    void good(Iccid sim, Pin pin) throws IOException;

    /**
     * What became of one PIN that was sent to one SIM before.
     *
     * @param proven it opened this SIM once
     * @param wrong the SIM said that it is not the one, or a try was missing afterwards
     * @param unanswered sends of which nobody knows the end since it last opened the SIM, each with the tries that were left before it; empty
     *     where an earlier version did not note them
     */
    public record History(boolean proven, boolean wrong, List<Optional<Integer>> unanswered) {
        /** Never sent. */
        public static final History NONE = new History(false, false, List.of());

        public History {
            unanswered = List.copyOf(unanswered);
        }

        /**
         * Whether it may go out. A power cut between a send and its answer does not lock a site out: a PIN that was right before, with no try
         * missing since, was right this time as well. One that was never right stays where it is, whatever a counter says: a telephone resets it.
         *
         * @param triesLeft now
         */
        public boolean mayGoOut(int triesLeft) {
            return !wrong && (unanswered.isEmpty() || (proven && noneMissing(triesLeft)));
        }

        /** It must not be entrusted to anybody who would send it. */
        public boolean isSpent() {
            return wrong || (!proven && !unanswered.isEmpty());
        }

        private boolean noneMissing(int triesLeft) {
            return unanswered.stream()
                    .allMatch(
                            before -> before.filter(tries -> tries <= triesLeft).isPresent());
        }
    }
}
