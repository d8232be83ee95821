package dev.outpost.dongle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what a probe meets, so that it can be met again without the hardware. What names a person or a SIM is disguised. */
public interface Recorder {
    /** The same scene, with everything that passes kept in memory. */
    Scene watching(Scene real);

    /**
     * Disguises what was kept and writes it; nothing is on the disk before.
     *
     * @param document what the probe made of it
     */
    void write(ProbeScope looked, Map<String, @Nullable Object> document);
}
