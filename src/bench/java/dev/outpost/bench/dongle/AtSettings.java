package dev.outpost.bench.dongle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The settings of one port that its basic commands change: echo, words or numbers, silence, error wording. */
final class AtSettings {
    private static final Pattern BASIC = Pattern.compile("AT((?:E[01]?|V[01]?|Q[01]?|Z[01]?|&F[01]?|S\\d+=\\d+)+)");
    private static final Pattern PART = Pattern.compile("([EVQZ]|&F)([01]?)");
    private static final Pattern CMEE = Pattern.compile("AT\\+CMEE=([012])");
    private static final List<String> NUMBERS =
            List.of("OK", "CONNECT", "RING", "NO CARRIER", "ERROR", "", "NO DIALTONE", "BUSY", "NO ANSWER");

    private final AtManners manners;
    private boolean echo;
    private boolean words = true;
    private boolean quiet;
    private int cmee;

    AtSettings(AtManners manners) {
        this.manners = manners;
        factory();
    }

    final void factory() {
        echo = manners.echo();
        words = true;
        quiet = false;
        cmee = manners.cmee();
    }

    boolean echo() {
        return echo;
    }

    int cmee() {
        return cmee;
    }

    /** Applies a basic command; false when it is none. */
    boolean apply(String command) {
        var upper = command.toUpperCase(Locale.ROOT);
        var errors = CMEE.matcher(upper);
        if (errors.matches()) {
            cmee = Integer.parseInt(errors.group(1));
            return true;
        }
        if (upper.equals("AT")) {
            return true;
        }
        var basic = BASIC.matcher(upper);
        if (!basic.matches()) {
            return false;
        }
        var part = PART.matcher(basic.group(1));
        while (part.find()) {
            set(part.group(1), part.group(2).equals("1"));
        }
        return true;
    }

    private void set(String letter, boolean on) {
        switch (letter) {
            case "E" -> echo = on;
            case "V" -> words = on;
            case "Q" -> quiet = on;
            default -> factory();
        }
    }

    String information(String line) {
        return words ? manners.ending() + line + manners.ending() : line + manners.ending();
    }

    /**
     * A final result code, as the port words it.
     *
     * @param behindAnswer whether an answer's lines stand before it
     */
    String result(String code, boolean behindAnswer) {
        if (quiet) {
            return "";
        }
        if (words) {
            boolean tight = behindAnswer && manners.spacing() == AtManners.Spacing.TIGHT;
            return (tight ? "" : manners.ending()) + code + manners.ending();
        }
        int number = NUMBERS.indexOf(code);
        return number < 0 ? code + "\r" : number + "\r";
    }
}
