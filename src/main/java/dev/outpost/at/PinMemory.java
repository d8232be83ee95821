package dev.outpost.at;

import java.io.IOException;

/** Remembers, over runs and over ports, which PIN was sent to which SIM, so that none goes out a second time. */
public interface PinMemory {
    /**
     * Notes that this PIN is about to be sent to this SIM. Durable when it returns: a run that dies afterwards has spent it.
     *
     * @param triesLeft that the SIM shows now
     * @return false when its {@link PinHistory} keeps it back
     * @throws IOException when nothing can be remembered; no PIN may be sent then
     */
    boolean claim(Iccid sim, Pin pin, int triesLeft) throws IOException;

    /** The PIN is not this SIM's: it is never sent again. */
    void wrong(Iccid sim, Pin pin) throws IOException;

    /** The PIN was right: it may be sent again after the next power cut. */
    void good(Iccid sim, Pin pin) throws IOException;
}
