package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Machine;

/** What asks a modem over its binary channel: no dongle of the demo has one, those of the tests do. */
public final class ControlPrograms {
    private ControlPrograms() {}

    /** Knows them from now on; their files come with the packages. */
    public static void knownOn(Machine machine) {
        machine.programs().know("/sbin/uqmi", new Uqmi());
        machine.programs().know("/sbin/umbim", new Umbim());
    }
}
