package dev.outpost.sim.dongle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one serial port of a dongle behaves, apart from what it answers.
 *
 * @param echo whether it starts with echo on
 * @param ending what ends a line: {@code \r\n}, or {@code \r\r\n} as some firmwares send
 * @param noise bytes in front of each answer, such as a stray NUL
 * @param cmee how errors are worded at first: 0 ERROR, 1 numbers, 2 words
 * @param delivery whole, in random chunks, or byte by byte
 * @param hearing what it does with what is written to it
 * @param urcs unsolicited lines it repeats
 * @param diesAfter after how many commands the port vanishes
 */
record AtManners(
        boolean echo,
        String ending,
        String noise,
        int cmee,
        Delivery delivery,
        Hearing hearing,
        List<Urc> urcs,
        Optional<Integer> diesAfter) {

    static final AtManners PLAIN =
            new AtManners(true, "\r\n", "", 1, Delivery.WHOLE, Hearing.LISTENS, List.of(), Optional.empty());

    AtManners {
        urcs = List.copyOf(urcs);
    }

    /** How the bytes of an answer leave. */
    enum Delivery {
        WHOLE,
        CHUNKS,
        SLOW
    }

    /** What a port does with what is written to it. */
    enum Hearing {
        /** Answers. */
        LISTENS,
        /** Reads and says nothing, not even an echo. */
        SILENT,
        /** Reads nothing: the writer's buffer fills. */
        WEDGED
    }

    /**
     * A line that comes by itself.
     *
     * @param every its period
     * @param text without line ends
     * @param hushedBy the command that ends it, such as {@code AT^CURC=0}
     */
    record Urc(Duration every, String text, Optional<String> hushedBy) {}

    AtManners withEcho(boolean on) {
        return new AtManners(on, ending, noise, cmee, delivery, hearing, urcs, diesAfter);
    }

    AtManners withEnding(String other) {
        return new AtManners(echo, other, noise, cmee, delivery, hearing, urcs, diesAfter);
    }

    AtManners withNoise(String other) {
        return new AtManners(echo, ending, other, cmee, delivery, hearing, urcs, diesAfter);
    }

    AtManners withCmee(int level) {
        return new AtManners(echo, ending, noise, level, delivery, hearing, urcs, diesAfter);
    }

    AtManners withDelivery(Delivery other) {
        return new AtManners(echo, ending, noise, cmee, other, hearing, urcs, diesAfter);
    }

    AtManners withHearing(Hearing other) {
        return new AtManners(echo, ending, noise, cmee, delivery, other, urcs, diesAfter);
    }

    AtManners withUrc(Urc urc) {
        var all = new java.util.ArrayList<>(urcs);
        all.add(urc);
        return new AtManners(echo, ending, noise, cmee, delivery, hearing, all, diesAfter);
    }

    AtManners dyingAfter(int commands) {
        return new AtManners(echo, ending, noise, cmee, delivery, hearing, urcs, Optional.of(commands));
    }
}
