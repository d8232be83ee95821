package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of a conversation one after the other, each with what it may be the answer to: a slow modem answers the question before the last
 * one, so a few questions back count too.
 */
final class SaidLines {
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");
    private static final Pattern GLUED = Pattern.compile(
            "(?i)(?<=.)(?<!AT)[+^*$%#!][A-Z][A-Z0-9]{2,12}: ?|(?<=(?:SMS|CALL|PB|APP) (?:READY|DONE))(?=[A-Z0-9])");
    private static final int LOOK_BACK = 3;

    /** A longer line is no answer to anybody. */
    private static final int LONGEST = 2048;

    /** Of {@code ATI}, or of questions whose answers all come late. */
    private static final int MOST_NAMES = 3;

    /** CR and LF; some write one more CR. */
    private static final int LINE_END = 3;

    private static final int MOST_SHOWN = 200;

    /** Evidence shows the first bytes of what is no text. */
    private static final int SHOWN = 8;

    private final List<Conversation.Said> said;
    private final Set<String> sent = new HashSet<>();
    private final List<Part> uncovered = new ArrayList<>();
    private final List<Span> staying = new ArrayList<>();
    private final StringBuilder kept = new StringBuilder();
    private int names;
    private int ripe;

    /** The line before belongs to somebody, and so does what follows it without an empty line between. */
    private boolean personal;

    private int end;

    /**
     * A part of the conversation.
     *
     * @param span in the whole text
     * @param isBinary it is no text, so that each byte stays of its kind
     */
    record Part(Span span, boolean isBinary) {}

    private final List<Span> shown = new ArrayList<>();

    SaidLines(String all, List<Conversation.Said> said) {
        this.said = said;
        said.forEach(part -> sent.add(part.question().text()));
        var line = LINE.matcher(all);
        var at = 0;
        while (line.find()) {
            while (at < said.size() - 1 && said.get(at).end() <= line.start()) {
                asks(said.get(++at).question());
            }
            look(line.start(), line.group(), at);
        }
    }

    /** What is not on any list. */
    List<Part> uncovered() {
        return uncovered;
    }

    /** Whole lines that the program may have shown. */
    List<Span> shown() {
        return shown;
    }

    /** Lines that repeat what was sent, and files that are the same for all cards of an operator: no number in them is one. */
    List<Span> staying() {
        return staying;
    }

    /** All that stays readable, and all that was sent. */
    String harmless() {
        return kept + String.join(" ", sent);
    }

    private void asks(Question question) {
        names = Math.min(MOST_NAMES, question.names() > 0 ? question.names() + Math.max(0, names) : names);
        ripe = question.names() > 0 ? LOOK_BACK : ripe - 1;
    }

    private void look(int start, String line, int at) {
        if (isBinary(line)) {
            var from = Math.max(start, SHOWN);
            uncovered.add(new Part(new Span(from, Math.max(from, start + line.length())), true));
            return;
        }
        var text = line.strip();
        var offset = start + line.indexOf(text);
        personal &= start - end <= LINE_END;
        end = start + line.length();
        if (text.length() > LONGEST) {
            uncovered.add(new Part(new Span(offset, offset + text.length()), false));
            return;
        }
        if (text.indexOf('\0') >= 0) {
            withNuls(offset, text, at);
            return;
        }
        for (var part : parts(text)) {
            look(offset + part.start(), text.substring(part.start(), part.end()), context(at));
        }
    }

    /** Lines that ran together because a line end got lost. */
    private static List<Span> parts(String text) {
        var parts = new ArrayList<Span>();
        var glued = GLUED.matcher(text);
        var from = 0;
        while (glued.find()) {
            var quotes = text.substring(from, glued.start()).replaceAll("[^\"]", "");
            if (quotes.length() % 2 == 0) {
                parts.add(new Span(from, glued.start()));
                from = glued.start();
            }
        }
        parts.add(new Span(from, text.length()));
        return parts;
    }

    private void look(int offset, String text, SaidLine.Context context) {
        var one = new SaidLine(text, context);
        var spans = one.covers();
        personal = one.isUnlisted() || (personal && one.isBare());
        if (sent.contains(text.toUpperCase(Locale.ROOT)) || (one.isFile() && spans.isEmpty())) {
            staying.add(new Span(offset, offset + text.length()));
        }
        keep(text, spans);
        spans.stream()
                .filter(span -> !span.isEmpty())
                .forEach(span -> uncovered.add(new Part(span.from(offset), false)));
        if (shown.size() < MOST_SHOWN && (ripe > 0 || one.mayBeShown())) {
            shown.add(new Span(offset, offset + text.length()));
        }
        names -= one.isTakenForAName() ? 1 : 0;
    }

    /** The program hears none of them. */
    private void withNuls(int offset, String text, int at) {
        var heard = new SaidLine(text.replace("\0", ""), context(at));
        if (heard.isBare() || !heard.covers().isEmpty()) {
            uncovered.add(new Part(new Span(offset, offset + text.length()), false));
            shown.add(new Span(offset, offset + text.length()));
        }
    }

    private void keep(String text, List<Span> spans) {
        var stays = new StringBuilder(text);
        spans.forEach(span -> stays.replace(span.start(), span.end(), " ".repeat(span.end() - span.start())));
        kept.append(stays.toString().toUpperCase(Locale.ROOT)).append('\n');
    }

    private SaidLine.Context context(int at) {
        return new SaidLine.Context(
                sent,
                namesAreWaitedFor() && !personal,
                recent(at).anyMatch(q -> q.asksFor().isPresent()),
                recent(at).anyMatch(q -> q.text().startsWith("AT+CRSM=") && !q.readsTheCard()));
    }

    private boolean namesAreWaitedFor() {
        return names > 0 && ripe > 0;
    }

    private Stream<Question> recent(int at) {
        return said.subList(Math.max(0, at - LOOK_BACK), at + 1).stream().map(Conversation.Said::question);
    }

    private static boolean isBinary(String line) {
        var strange = line.chars()
                .filter(c -> (c < 0x20 && c != '\t' && c != 0) || c >= 0x7f)
                .count();
        return strange * 5 >= line.length();
    }
}
