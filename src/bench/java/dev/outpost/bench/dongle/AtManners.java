package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How one serial port of a dongle behaves, apart from what it answers.
 *
 * @param echoEnding what ends an echoed line: the CR of the command itself, or CR LF as Unisoc's firmware has it
 * @param ending what ends a line: {@code \r\n}, or {@code \r\r\n} as some firmwares send
 * @param spacing whether a blank line stands between an answer and its final result code
 * @param noise bytes in front of each answer, such as a stray NUL
 * @param cmee how errors are worded at first: 0 ERROR, 1 numbers, 2 words
 * @param delivery whole, in random chunks, or byte by byte
 * @param boot how long after it came to the bus it is deaf and dumb, in the dongle's own time
 * @param interruption an unsolicited line that comes between the lines of every answer, empty for none
 * @param urcs unsolicited lines it repeats
 * @param diesAfter after how many commands the dongle resets itself
 */
record AtManners(
        boolean echo,
        String echoEnding,
        String ending,
        Spacing spacing,
        String noise,
        int cmee,
        Delivery delivery,
        Hearing hearing,
        Duration boot,
        String interruption,
        List<Urc> urcs,
        Optional<Integer> diesAfter) {

    AtManners {
        urcs = List.copyOf(urcs);
    }

    /** What stands between an answer and its final result code. */
    enum Spacing {
        /** A blank line, as V.250 has it: each of the two brings its own line ends. */
        WIDE,
        /** Nothing: the answer's last line end serves both. */
        TIGHT
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
     * Something that comes by itself.
     *
     * @param text without line ends where it is a line
     * @param isLine false: the bytes go out as they are
     * @param hushedBy the command that ends it, such as {@code AT^CURC=0}
     */
    record Urc(Duration every, String text, boolean isLine, Optional<String> hushedBy) {}

    /**
     * From the lines of a port's part of the file.
     *
     * @param said the rest of each line by its first word; what is not there is as usual
     */
    static AtManners of(Map<String, String> said, List<Urc> urcs) {
        return new AtManners(
                said.getOrDefault("echo", "on").equals("on"),
                said.getOrDefault("echo-ending", "\\r").translateEscapes(),
                said.getOrDefault("ending", "\\r\\n").translateEscapes(),
                Spacing.valueOf(said.getOrDefault("spacing", "wide").toUpperCase(Locale.ROOT)),
                said.getOrDefault("noise", "").translateEscapes(),
                Integer.parseInt(said.getOrDefault("cmee", "1")),
                Delivery.valueOf(said.getOrDefault("delivery", "whole").toUpperCase(Locale.ROOT)),
                Hearing.valueOf(said.getOrDefault("hearing", "listens").toUpperCase(Locale.ROOT)),
                PortScript.duration(said.getOrDefault("boot", "0s")).orElseThrow(),
                said.getOrDefault("interrupted-by", ""),
                urcs,
                Optional.ofNullable(said.get("dies-after")).map(Integer::valueOf));
    }

    /** The same port with the other spacing of final result codes. */
    AtManners spaced(Spacing other) {
        return new AtManners(
                echo, echoEnding, ending, other, noise, cmee, delivery, hearing, boot, interruption, urcs, diesAfter);
    }
}
