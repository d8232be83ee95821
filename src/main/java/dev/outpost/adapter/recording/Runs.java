package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands out in a name: so many digits in a row, hexadecimal text, an address. A product's name has none of these. */
final class Runs {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,}");
    private static final Pattern HEX = Pattern.compile("(?i)(?<![0-9a-z])(?=[0-9a-f]*[0-9])[0-9a-f]{10,}(?![0-9a-z])");
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![0-9.])(?:[1-9][0-9]{0,2}\\.)(?:[0-9]{1,3}\\.){2}[0-9]{1,3}(?![0-9.])");
    private static final Pattern MAIL = Pattern.compile("\\S+@\\S+");
    private static final Pattern OWNER = Pattern.compile("\\p{Alpha}+(?='s?(?: |$))|(?<=\\b(?:of|de|von) )\\p{Alpha}+");

    /** A build's day: 20191205, 191205. */
    private static final Pattern DAY = Pattern.compile("(?:20)?[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])");

    private static final int NETWORK = 6;

    private Runs() {}

    /** Of an operator's name or an APN; 310260 alone is a network. */
    static List<Span> ofName(String text) {
        return text.matches("[0-9]{5," + NETWORK + "}") ? List.of() : found(text, false, DIGITS, HEX, ADDRESS, MAIL);
    }

    /** Of a maker, a model or a firmware. */
    static List<Span> ofMaker(String text) {
        return found(text, true, DIGITS, HEX, MAIL);
    }

    /** Of a USB device's words: it may be named after its owner. */
    static List<Span> ofDevice(String text) {
        return found(text, false, DIGITS, HEX, ADDRESS, MAIL, OWNER);
    }

    private static List<Span> found(String text, boolean daysStay, Pattern... patterns) {
        var spans = new ArrayList<Span>();
        for (var pattern : patterns) {
            pattern.matcher(text)
                    .results()
                    .filter(r -> !(daysStay && DAY.matcher(r.group()).matches()))
                    .forEach(r -> spans.add(word(text, r.start(), r.end())));
        }
        return spans;
    }

    /** With the letters and digits around it: a serial number is more than its digits. */
    private static Span word(String text, int start, int end) {
        var from = start;
        var to = end;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return new Span(from, to);
    }
}
