package dev.outpost.dongle;

import java.util.List;

/** A recorded scene, to be met again. */
public interface Recorded {
    /** What was looked at then. */
    ProbeScope looked();

    /** The devices, ports and answers of then; its time costs nothing. */
    Scene scene();

    /** What was asked of a port now and not then, and got no answer for that reason. */
    List<String> notRecorded(String port);
}
