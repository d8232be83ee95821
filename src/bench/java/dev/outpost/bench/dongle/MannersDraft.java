package dev.outpost.bench.dongle;

import dev.outpost.bench.dongle.AtManners.Delivery;
import dev.outpost.bench.dongle.AtManners.Hearing;
import dev.outpost.bench.dongle.AtManners.Spacing;
import dev.outpost.bench.dongle.AtManners.Urc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The manners of a port while its part of the file is read. */
final class MannersDraft {
    private final List<Urc> urcs = new ArrayList<>();
    private boolean echo = true;
    private String echoEnding = "\r";
    private String ending = "\r\n";
    private Spacing spacing = Spacing.WIDE;
    private String noise = "";
    private int cmee = 1;
    private Delivery delivery = Delivery.WHOLE;
    private Hearing hearing = Hearing.LISTENS;
    private Duration boot = Duration.ZERO;
    private String interruption = "";
    private Optional<Integer> diesAfter = Optional.empty();

    /** Takes a line of the file; false when its first word is no manner. */
    boolean takes(String word, String rest) {
        switch (word) {
            case "echo" -> echo = rest.equals("on");
            case "echo-ending" -> echoEnding = TranscriptParser.unescaped(rest);
            case "ending" -> ending = TranscriptParser.unescaped(rest);
            case "spacing" -> spacing = Spacing.valueOf(rest.toUpperCase(Locale.ROOT));
            case "noise" -> noise = TranscriptParser.unescaped(rest);
            case "cmee" -> cmee = Integer.parseInt(rest);
            case "delivery" -> delivery = Delivery.valueOf(rest.toUpperCase(Locale.ROOT));
            case "hearing" -> hearing = Hearing.valueOf(rest.toUpperCase(Locale.ROOT));
            case "boot" -> boot = TranscriptParser.duration(rest).orElseThrow();
            case "interrupted-by" -> interruption = rest;
            case "dies-after" -> diesAfter = Optional.of(Integer.valueOf(rest));
            case "urc" -> urcs.add(urc(rest, true));
            case "babble" -> urcs.add(urc(rest, false));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Urc urc(String text, boolean isLine) {
        var words = text.split("\\s+", 2);
        var every = TranscriptParser.duration(words[0]).orElseThrow();
        if (!words[1].startsWith("until ")) {
            return new Urc(every, TranscriptParser.unescaped(words[1]), isLine, Optional.empty());
        }
        var until = words[1].split("\\s+", 3);
        return new Urc(
                every, TranscriptParser.unescaped(until[2]), isLine, Optional.of(until[1].toUpperCase(Locale.ROOT)));
    }

    AtManners finished() {
        return new AtManners(
                echo, echoEnding, ending, spacing, noise, cmee, delivery, hearing, boot, interruption, urcs, diesAfter);
    }
}
