package dev.outpost.adapter.recording;

import dev.outpost.at.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * All that a modem said on one port between opening and closing, as one text: a number that came in pieces is whole here. What came is
 * disguised under the question that it answers, then cut into the same pieces again.
 */
final class Conversation {
    /** A slow modem answers the question before the last one. */
    private static final int LOOK_BACK = 3;

    /** A word with four digits in it, in lines that nobody knows, is somebody's number until shown otherwise. */
    private static final Pattern WORD =
            Pattern.compile("(?<![A-Za-z0-9])(?=(?:[A-Za-z]*[0-9]){4})[A-Za-z0-9]{6,40}(?![A-Za-z0-9])");

    /** Digits written as hexadecimal ASCII or UTF-16: the number itself is looked for, this is not another one. */
    private static final Pattern CODED = Pattern.compile("(?:3[0-9])+|(?:00[0-9A-Fa-f]{2})+");

    private static final List<UnaryOperator<String>> SHOWN_WITHOUT = List.of(
            line -> line.replace("\0", ""),
            line -> line.replaceAll("[\0\"]", ""),
            line -> line.substring(line.indexOf(':') + 1)
                    .replaceAll("[\0\"]", "")
                    .strip());

    /** A port that floods has no end of them; each is covered where it stands all the same. */
    private static final int MOST_WORDS = 100;

    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9](?:[ ./-]?[0-9]){9,}");
    private static final Pattern CARD = Pattern.compile("(?<![0-9A-Fa-f])(?:89|98)[0-9A-Fa-f]{15,20}(?![0-9A-Fa-f])");

    /** A piece of a number on a line of its own, where something came between. */
    private static final Pattern PIECE =
            Pattern.compile("(?i)(?:[+^*$%#][A-Z]+: *|ICCID: *|IMEI: *)?\"?([0-9][0-9A-F ./-]{3,})\"?");

    /** Answers and calls that carry a person's number or name; of some the next line is a message. */
    private static final Pattern PERSONAL = Pattern.compile(
            "(?m)^[+^*](?:CNUM|CLIP|CCWA|CLCC|COLP|CNAP|CPBR|CPBF|CUSD|CMGR|CMGL|CMT|CDS|CBM|CDSI|ORIG|CEND|CRING|CSCA|MSISDN)"
                    + "(?::|=)([^\\r\\n]*)");

    /** A line of that kind that has no message is followed by an answer. */
    private static final Pattern MESSAGE = Pattern.compile(
            "(?m)^\\+(?:CMT|CDS|CBM|CMGR|CMGL):[^\\r\\n]*[\\r\\n]+(?!(?:OK|ERROR)[\\r\\n]|[+^*#%$!_][A-Z]{2,12}:)([^\\r\\n]+)");

    private static final Pattern USSD = Pattern.compile("\\+CUSD: *\\d,\"([^\"]{0,1000})");
    private static final Pattern FILE = Pattern.compile("\\+CRSM: *\\d+, *\\d+, *\"?([0-9A-Fa-f]+)");
    private static final Pattern CARD_ANSWER =
            Pattern.compile("\\+CSIM: *\\d+, *\"?([0-9A-Fa-f]{5,}?)[0-9A-Fa-f]{4}(?![0-9A-Fa-f])");
    private static final Pattern PIN = Pattern.compile("(?i)(?:CPIN=|CPWD=|CLCK=\"[A-Z0-9]{2}\",[01],)([^\\r\\n;]*)");

    private final List<Event> events;
    private final List<Said> said = new ArrayList<>();
    private final String all;
    private final SaidLines lines;

    /** What came under one question. */
    record Said(Question question, int start, int end) {}

    /** @param events from opened to closed */
    Conversation(List<Event> events) {
        this.events = events;
        var text = new StringBuilder();
        var question = new Question("");
        var start = 0;
        for (var event : events) {
            if (event.kind().isToModem()) {
                said.add(new Said(question, start, text.length()));
                question = Question.of(event.text());
                start = text.length();
            } else if (event.kind().isFromModem()) {
                text.append(event.text());
            }
        }
        said.add(new Said(question, start, text.length()));
        this.all = text.toString();
        this.lines = new SaidLines(all, said);
    }

    /** All that stays readable whatever else is said: nothing of it may be taken for a secret. */
    String harmless() {
        return lines.harmless();
    }

    /**
     * Learns what looks like a number of some device in the lines that nobody knows.
     *
     * @param harmless of all conversations
     */
    void learnWords(Disguise disguise, String harmless) {
        lines.uncovered().stream()
                .map(part -> all.substring(part.span().start(), part.span().end()))
                .flatMap(text -> WORD.matcher(text).results().map(found -> found.group()))
                .filter(word -> !CODED.matcher(word).matches())
                .filter(word -> !harmless.contains(word.toUpperCase(Locale.ROOT)))
                .distinct()
                .limit(MOST_WORDS)
                .forEach(disguise::word);
    }

    /** Learns every number that answers a question for one. */
    void learn(Disguise disguise) {
        for (int i = 0; i < said.size(); i++) {
            var part = all.substring(said.get(i).start(), said.get(i).end());
            for (var line : LINE.matcher(part).results().map(r -> r.group()).toList()) {
                learn(disguise, line, i);
            }
        }
        new AnyText(disguise).learn(all);
    }

    private void learn(Disguise disguise, String line, int index) {
        if (kind(17, index).filter(Disguise.Kind.ICCID::equals).isPresent()) {
            CARD.matcher(line).results().forEach(r -> disguise.number(Digits.card(r.group()), Disguise.Kind.ICCID));
        }
        NUMBER.matcher(line)
                .results()
                .map(r -> Digits.of(r.group()))
                .forEach(digits -> kind(digits.length(), index)
                        .filter(kind -> kind != Disguise.Kind.ICCID)
                        .ifPresent(kind -> disguise.number(digits, kind)));
    }

    /** What a number of this length is the answer to: the latest question that it fits. */
    private Optional<Disguise.Kind> kind(int digits, int index) {
        for (int i = index; i >= 0 && i >= index - LOOK_BACK; i--) {
            var question = said.get(i).question();
            if (question.takes(digits)) {
                return question.asksFor();
            }
        }
        return Optional.empty();
    }

    /** The same events with everything disguised; every piece has the length that it had. */
    List<Event> disguised(Disguise disguise) {
        var text = new Redactor(all);
        lines.staying().forEach(text::stays);
        personal(text);
        disguise.coverNumbers(text);
        disguise.sameLength().forEach(text::all);
        for (var part : said) {
            if (part.question().asksFor().isPresent()) {
                pieces(text, part);
            }
            if (part.question().readsTheCard()) {
                text.each(part.start(), all.substring(part.start(), part.end()), FILE, 1, Redactor::blank);
            }
        }
        text.each(CARD_ANSWER, 1, Redactor::blank);
        text.each(PIN, 1, Redactor::blank);
        var anyText = new AnyText(disguise);
        anyText.coverAddresses(text);
        anyText.cover(text);
        unknown(text);
        var covered = text.toString();
        lines.shown().forEach(line -> shown(disguise, line, covered));
        return cut(covered, disguise);
    }

    private void unknown(Redactor text) {
        for (var part : lines.uncovered()) {
            if (part.isBinary()) {
                text.binary(part.span());
            } else {
                text.rest(part.span());
            }
        }
    }

    /** What the program shows of this line, without NULs, quotes or its prefix, is disguised as the line itself. */
    private void shown(Disguise disguise, Span line, String covered) {
        var said = all.substring(line.start(), line.end());
        var by = covered.substring(line.start(), line.end());
        if (!by.equals(said)) {
            disguise.replace(said, by);
            SHOWN_WITHOUT.forEach(less -> disguise.replace(Mask.text(less.apply(said)), Mask.text(less.apply(by))));
        }
    }

    private static void personal(Redactor text) {
        text.each(USSD, 1, Redactor::blankAll);
        text.each(MESSAGE, 1, Redactor::blankAll);
        text.each(PERSONAL, 1, Redactor::blankAll);
    }

    /** What is left on a line of its own under a question for a number is a piece of it. */
    private void pieces(Redactor text, Said part) {
        var lines = LINE.matcher(all).region(part.start(), part.end());
        while (lines.find()) {
            var piece = PIECE.matcher(lines.group());
            if (piece.matches()) {
                text.cover(lines.start() + piece.start(1), piece.group(1), Redactor::blank);
            }
        }
    }

    private List<Event> cut(String text, Disguise disguise) {
        var cut = new ArrayList<Event>();
        var at = 0;
        for (var event : events) {
            var length = event.text().length();
            if (event.kind().isFromModem()) {
                cut.add(event.with(text.substring(at, at + length)));
                at += length;
            } else if (event.kind().isToModem()) {
                var sent = new Redactor(event.text());
                sent.each(PIN, 1, Redactor::blank);
                cut.add(event.with(sent.toString()));
            } else {
                cut.add(event.with(disguise.words(event.text())));
            }
        }
        return cut;
    }
}
