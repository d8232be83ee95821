package dev.outpost.at;

import java.io.IOException;

/** Remembers, over runs and over ports, which PIN was sent to which SIM, so that none goes out a second time. */
public interface PinMemory {
    /**
     * Notes that this PIN is about to be sent to this SIM. Durable when it returns: a run that dies afterwards has spent it.
     *
     * @return false when it was claimed before, by whomever, and not found {@link #good}
     * @throws IOException when nothing can be remembered; no PIN may be sent then
     */
    boolean claim(Iccid sim, Pin pin) throws IOException;

    /** The PIN was right: it may be sent again after the next power cut. */
    void good(Iccid sim, Pin pin) throws IOException;
}
