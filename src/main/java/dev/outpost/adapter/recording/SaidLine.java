package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line that a modem said, and which parts of it are on no list of harmless ones.
 *
 * @param text without its end
 * @param context what it may be the answer to
 */
record SaidLine(String text, Context context) {
    private static final Pattern MARKED = Pattern.compile(
            "(?i)(\\+CM[ES] ERROR|[+^*#%$!_](?:[A-Z]{2,15}[0-9]{0,2}|[A-Z][0-9][A-Z]{2,12}))(?:(\\s*[:= ]\\s*)(.*))?");
    private static final Pattern LABELLED = Pattern.compile("(\\p{Alpha}[\\p{Alpha} /_]{0,24})(\\s*:\\s*)(.*)");
    private static final Pattern SENTENCE = Pattern.compile("(\\$[A-Z]{4,7}),(.*)");

    /** As {@code unsolicited.txt} knows lines that no name may be taken from: what else stands in them is covered, these words stay. */
    private static final Pattern UNASKED = Pattern.compile(
            "(?i)^([^+^*#%$!_].*)(?= (?:READY|RDY|DONE)$)|(?<=^(?:NORMAL POWER DOWN|SYSSTART|IIII))(.+)");

    private static final Pattern RATE = Pattern.compile("CONNECT [0-9]{1,9}");
    private static final Pattern COMMAND = Pattern.compile("(?i)(AT(?:[+^*#%$!_&][A-Z0-9]{1,16}|[A-Z])[=?]*)(.*)");

    /** Words of a sentence, which no name of a product has. */
    private static final Pattern PROSE =
            Pattern.compile("(?i).*\\b(?:is|are|your|my|dear|hello|hi|the|ip|addr|address|password|passwd|pass"
                    + "|pwd|ssid|psk|key|token|user|owner|phone|tel|call|lat|lon|position|location|serial|imei|meid|esn|imsi|iccid|msisdn|number|no"
                    + "|id|mac|cell|tac|lac|name|mail)\\b.*");

    /** Firmware has more or fewer numbers, or noughts in front of them. */
    private static final Pattern QUAD =
            Pattern.compile("(?<![0-9.])(?:[1-9][0-9]{0,2}|0)(?:\\.(?:[1-9][0-9]{0,2}|0)){3}(?![0-9.])");

    private static final Pattern PRODUCT = Pattern.compile("(?:[A-Za-z0-9 ._,()+:&\\[\\]-]|/(?!\\p{Alpha})){1,64}");
    /** As {@link dev.outpost.at.PortNoise} knows positions and debug channels, wherever they stand. */
    private static final Pattern PORT_KIND =
            Pattern.compile("\\$(?:G[PNLAB]|BD|PQ)[A-Z]{3,5},|option/faema_|os_logids\\.h|NETWORK SERVICE CHANGE");

    /**
     * Where a line stands.
     *
     * @param sent all that was sent in this conversation, in capitals
     * @param isName a name may stand there without any label
     * @param isNumber a number of a device or a card may stand there
     * @param file a card's file that is the same for all cards of an operator
     */
    record Context(Set<String> sent, boolean isName, boolean isNumber, boolean file) {}

    /** It has nothing in front of it that says what it is. */
    boolean isBare() {
        return !isEcho()
                && !isWords()
                && !UNASKED.matcher(text).find()
                && !MARKED.matcher(text).matches()
                && !isListedLabel();
    }

    /** It has a prefix, and that is on no list. */
    boolean isUnlisted() {
        var marked = MARKED.matcher(text);
        return marked.matches()
                && HarmlessLines.shipped().row(marked.group(1), text).isEmpty();
    }

    private boolean isListedLabel() {
        var labelled = LABELLED.matcher(text);
        return labelled.matches()
                && HarmlessLines.shipped().row(labelled.group(1).strip(), text).isPresent();
    }

    boolean isEcho() {
        return context.sent().contains(upper()) || (text.length() > 1 && isPieceOfASentOne());
    }

    private boolean isPieceOfASentOne() {
        return context.sent().stream().anyMatch(sent -> sent.contains(upper()));
    }

    private boolean isWords() {
        return (text.matches("\\D*") || !context.isNumber())
                && (HarmlessLines.shipped().isWords(text) || RATE.matcher(text).matches());
    }

    /** The program may show it wherever it stands: what another program asked, an error in words. */
    boolean mayBeShown() {
        return COMMAND.matcher(text).matches() || text.regionMatches(true, 0, "+CM", 0, 3);
    }

    /** What has to be covered. */
    List<Span> covers() {
        if (isEcho() || isWords() || text.length() < 2) {
            return List.of();
        }
        return restAfter(SENTENCE)
                .or(this::unasked)
                .or(this::echoWithMore)
                .or(() -> restAfter(COMMAND))
                .or(() -> answer(MARKED).or(() -> answer(LABELLED)))
                .orElseGet(this::bare);
    }

    /** A sentence, or another program's command: all that stands behind its beginning. */
    private Optional<List<Span>> restAfter(Pattern beginning) {
        var found = beginning.matcher(text);
        return found.matches() ? Optional.of(rest(found.start(2))) : Optional.empty();
    }

    private Optional<List<Span>> unasked() {
        var unasked = UNASKED.matcher(text);
        return unasked.find() ? Optional.of(List.of(new Span(unasked.start(), unasked.end()))) : Optional.empty();
    }

    /** An echo that something follows. */
    private Optional<List<Span>> echoWithMore() {
        return context.sent().stream()
                .filter(sent -> sent.length() > 2 && upper().startsWith(sent))
                .max(Comparator.comparingInt(String::length))
                .filter(sent -> !Character.isLetterOrDigit(text.charAt(sent.length())))
                .map(sent -> rest(sent.length()));
    }

    private Optional<List<Span>> answer(Pattern pattern) {
        var answer = pattern.matcher(text);
        if (!answer.matches()) {
            return Optional.empty();
        }
        var row = HarmlessLines.shipped().row(answer.group(1).strip(), text);
        if (answer.group(3) == null) {
            return Optional.of(List.of());
        }
        if (row.isEmpty()) {
            return pattern == MARKED ? Optional.of(rest(answer.start(3))) : Optional.empty();
        }
        return Optional.of(fields(row.get(), answer.start(3)));
    }

    private List<Span> fields(HarmlessLines.Row row, int start) {
        var spans = new ArrayList<Span>();
        var at = start;
        for (int i = 0; at <= text.length(); i++) {
            var keep = row.field(i);
            var end = keep.isRest() ? text.length() : endOfField(at);
            spans.addAll(field(keep, at, end));
            at = end + 1;
        }
        return spans;
    }

    /** The next comma or semicolon outside quotes. */
    private int endOfField(int start) {
        var quoted = false;
        for (int i = start; i < text.length(); i++) {
            var c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == ',' || c == ';')) {
                return i;
            }
        }
        return text.length();
    }

    private List<Span> field(HarmlessLines.Keep keep, int start, int end) {
        var from = start;
        var to = end;
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (to > from && isAround(text.charAt(to - 1))) {
            to--;
        }
        var offset = from;
        return keep.covers(text.substring(from, to), context.file()).stream()
                .map(span -> span.from(offset))
                .toList();
    }

    private static boolean isAround(char c) {
        return c == '"' || c == ' ';
    }

    /** It stands where a name is waited for, and looks like one. */
    boolean isTakenForAName() {
        return context.isName() && isBare() && isProductName();
    }

    boolean isFile() {
        return text.startsWith("+CRSM");
    }

    private List<Span> bare() {
        return context.isName() && isProductName() ? Runs.ofMaker(text) : rest(0);
    }

    private boolean isProductName() {
        return PRODUCT.matcher(text).matches()
                && !LABELLED.matcher(text).matches()
                && !PROSE.matcher(text).matches()
                && !QUAD.matcher(text).find();
    }

    /** All but what tells the kind of a port. */
    private List<Span> rest(int start) {
        var spans = new ArrayList<Span>();
        var mark = PORT_KIND.matcher(text).region(start, text.length());
        var at = start;
        while (mark.find()) {
            spans.add(new Span(at, mark.start()));
            at = mark.end();
        }
        spans.add(new Span(at, text.length()));
        return spans;
    }

    private String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
