package dev.outpost.bench.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signals that scripts send each other, with Linux's numbers. */
public enum Signal {
    HUP(1),
    INT(2),
    KILL(9),
    PIPE(13),
    TERM(15),
    CONT(18),
    STOP(19);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** From {@code TERM}, {@code SIGTERM} or {@code 15}. */
    public static Optional<Signal> of(String word) {
        String name = word.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        return Arrays.stream(values())
                .filter(signal -> name.equals(signal.name()) || name.equals(String.valueOf(signal.number)))
                .findFirst();
    }
}
