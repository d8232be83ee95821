package dev.outpost.cli;

import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines for people: what on the left, evidence on the right or below, problems with their code at the end of the line. Colour and
 * passing lines only on a terminal. What comes from dongles, routers and files is printed without control characters.
 */
final class Console {
    static final int NARROWEST = 40;

    private static final int LONGEST = 100;
    private static final int EVIDENCE_COLUMN = 42;
    private static final int GAP = 2;
    /** Indentation and backslash of a command that goes on in the next line. */
    private static final int CONTINUED = 6;

    private static final Pattern BREAK =
            Pattern.compile(" (?!(?<=: )\"|(?<=SECRET )page|(?<=(?:TCP|UDP) )[0-9]|(?<=× )[0-9]"
                    + "|(?<=[0-9] )(?:×|(?:ms|s|min|h|B|bytes|KiB|MiB|MB|GB|dBm|dB|mA|W|V|m|%)(?![\\w/-])))");

    private final PrintStream out;
    private final boolean lively;
    private final Paint paint;
    private final boolean utf8;
    private final int width;
    private final Ticker ticker;
    private boolean passing;
    /** Lines that stand above the passing one and pass with it. */
    private int above;
    /** Counts what was printed: whoever counts the seconds of a passing line sees that another one stands there. */
    private int lines;

    private boolean headed;

    /**
     * @param lively whether a line may be written over
     * @param width columns
     * @param ticker counts how long a passing line stands
     */
    Console(PrintStream out, boolean lively, boolean colour, boolean utf8, int width, Ticker ticker) {
        this.ticker = ticker;
        this.out = utf8 ? out : new AsciiStream(out);
        this.lively = lively;
        this.paint = new Paint(colour);
        this.utf8 = utf8;
        this.width = Math.clamp(width, NARROWEST, LONGEST);
    }

    boolean isLively() {
        return lively;
    }

    int width() {
        return width;
    }

    Paint paint() {
        return paint;
    }

    synchronized void blank() {
        clear();
        out.println();
    }

    /** A line as it is. */
    synchronized void line(String text) {
        clear();
        out.println(printable(text));
    }

    /** A paragraph, wrapped. */
    synchronized void paragraph(String text) {
        clear();
        wrap(printable(text), width).forEach(out::println);
    }

    /** What all that follows is about; nothing stands above the first. */
    synchronized void head(String text) {
        clear();
        if (headed) {
            out.println();
            out.println();
        }
        headed = true;
        wrap(printable(text), width).forEach(line -> out.println(paint.bold(line)));
    }

    /** The head of a part. */
    synchronized void title(String text) {
        clear();
        out.println();
        out.println(paint.bold(printable(text)));
    }

    /** A command as somebody would type it, and can paste it. */
    synchronized void command(String text) {
        clear();
        out.println();
        var lines = wrap("$ " + printable(text), width - CONTINUED);
        for (var i = 0; i < lines.size(); i++) {
            var more = i + 1 < lines.size() ? " \\" : "";
            out.println(paint.bold(paint.cyan((i == 0 ? "" : "    ") + lines.get(i) + more)));
        }
    }

    /** A marked line; the evidence beside it in a column of its own, or below where both do not fit. */
    synchronized void step(Mark mark, String what, String evidence) {
        clear();
        var head = "  " + mark.in(paint, utf8) + " ";
        var indent = "  " + " ".repeat(mark.width(utf8)) + " ";
        var text = printable(what);
        var proof = printable(evidence);
        var room = width - indent.length();
        var gap = gap(text, proof, room);
        if (gap > 0) {
            out.println(head + mark.emphasis(paint, text) + " ".repeat(gap) + paint.dim(proof));
            return;
        }
        hang(head, indent, text, room, line -> mark.emphasis(paint, line));
        if (!proof.isEmpty()) {
            hang(indent + "  ", indent + "  ", proof, room - 2, paint::dim);
        }
    }

    /** Blanks between what and its evidence on one line: up to the column, or two where that does not fit; 0 where nothing fits. */
    private static int gap(String what, String evidence, int room) {
        var toColumn = Math.max(GAP, EVIDENCE_COLUMN - what.length());
        if (evidence.isEmpty() || what.length() + GAP + evidence.length() > room) {
            return 0;
        }
        return what.length() + toColumn + evidence.length() <= room ? toColumn : GAP;
    }

    /** The same; evidence that does not fit beside it is left out. */
    synchronized void brief(Mark mark, String what, String evidence) {
        var room = width - 3 - mark.width(utf8);
        step(mark, what, gap(printable(what), printable(evidence), room) > 0 ? evidence : "");
    }

    /**
     * What is to be known under a name; what does not fit on the line hangs below.
     *
     * @param atLeast the column that it begins at, where the name leaves room
     */
    synchronized void labelled(String label, String text, int atLeast) {
        clear();
        var name = printable(label);
        var column = Math.max(atLeast, name.length() + GAP);
        hang(
                paint.bold(name) + " ".repeat(column - name.length()),
                " ".repeat(column),
                printable(text),
                width - column,
                line -> line);
    }

    /** A reason below a marked line. */
    synchronized void detail(String sign, String text) {
        clear();
        var indent = "      ";
        hang(indent + paint.dim(sign) + " ", indent + "  ", printable(text), width - indent.length() - 2, paint::dim);
    }

    /** A line that the next one writes over; an ordinary line where that cannot be. */
    synchronized void passing(String text) {
        if (!lively) {
            step(Mark.DOING, text, "");
            return;
        }
        over(text, "");
    }

    /**
     * The same; after a second it says how long it has been standing there.
     *
     * @param limit of the wait
     */
    synchronized void waiting(String text, Optional<Duration> limit) {
        if (!lively) {
            step(
                    Mark.DOING,
                    text
                            + limit.map(end -> " (at most " + end.toSeconds() + " s)")
                                    .orElse(""),
                    "");
            return;
        }
        over(text, "");
        var mine = lines;
        var begun = ticker.nanos();
        Elapsed.eachSecond(() -> counted(text, limit, Duration.ofNanos(ticker.nanos() - begun), mine));
    }

    private synchronized boolean counted(String text, Optional<Duration> limit, Duration elapsed, int mine) {
        if (lines == mine) {
            over(text, "  " + Elapsed.words(elapsed, limit));
            lines = mine;
        }
        return lines == mine;
    }

    private void over(String text, String end) {
        clear();
        var line = "  " + (utf8 ? "…" : ".") + " " + printable(text);
        var room = width - 1 - end.length();
        out.print(paint.dim((line.length() <= room ? line : line.substring(0, room)) + end));
        out.flush();
        passing = true;
    }

    /** Takes the passing line away: somebody else writes to the terminal now. */
    synchronized void hush() {
        clear();
        out.flush();
    }

    /** A line that stands in its place and changes; one below the other where that cannot be. It is not longer than the terminal is wide. */
    synchronized void live(String painted) {
        clear();
        out.print(painted + (lively ? "" : System.lineSeparator()));
        out.flush();
        passing = lively;
    }

    /** Several lines that stand in their place and change; none where that cannot be. */
    synchronized void live(List<String> rows) {
        if (!lively) {
            return;
        }
        clear();
        out.print(rows.stream()
                .map(Console::printable)
                .map(row -> row.substring(0, Math.min(row.length(), width - 1)))
                .map(paint::dim)
                .collect(Collectors.joining(System.lineSeparator())));
        out.flush();
        above = rows.size() - 1;
        passing = true;
    }

    /** The line that passes stays as it is: the next one stands below it. */
    synchronized void keep() {
        if (passing) {
            out.println();
            passing = false;
        }
    }

    /** A passing line that is not missed where it cannot pass. */
    synchronized void fleeting(String text) {
        if (lively) {
            passing(text);
        }
    }

    /** What stopped the work, why, and what to do. */
    synchronized void problem(Problem problem) {
        told(problem, Optional.empty(), "");
    }

    /** The same of a mistake in a file: with its line and a caret, and what should stand there. */
    synchronized void quoted(Problem problem, QuotedLine line, String hint) {
        told(problem, Optional.of(line).filter(quote -> !quote.text().isBlank() || !hint.isEmpty()), hint);
    }

    private void told(Problem problem, Optional<QuotedLine> quote, String hint) {
        clear();
        out.println();
        var mark = Mark.FAILED.in(paint, utf8) + " ";
        var indent = " ".repeat(Mark.FAILED.width(utf8) + 1);
        var lines = new ArrayList<>(wrap(printable(problem.what()), width - indent.length()));
        var last = lines.removeLast();
        var margin = mark;
        for (var line : lines) {
            out.println(margin + paint.bold(line));
            margin = indent;
        }
        var fits =
                indent.length() + last.length() + 2 + problem.code().toString().length() <= width;
        out.println(margin
                + paint.bold(last)
                + (fits ? "  " : "\n" + indent)
                + paint.red(problem.code().toString()));
        quote.ifPresent(line -> quote(indent, line, hint));
        field(indent, "because", problem.because());
        field(indent, "next", problem.next());
    }

    private void quote(String indent, QuotedLine line, String hint) {
        var margin = indent + paint.dim("%5d | ".formatted(line.number()));
        var room = width - indent.length() - 8;
        var from = Math.max(0, Math.min(line.column() - 1, line.text().length()) - room / 2);
        var shown = printable(line.text().substring(Math.min(from, line.text().length())));
        if (!shown.isBlank()) {
            out.println(margin + shown.substring(0, Math.min(room, shown.length())));
        }
        var caret = " ".repeat(Math.max(0, line.column() - 1 - from)) + "^ ";
        var below = indent + " ".repeat(6) + paint.dim("| ");
        if (hint.isEmpty() || caret.length() + hint.length() <= room) {
            out.println(below + caret + hint);
        } else {
            out.println(below + caret);
            hang(indent + " ".repeat(8), indent + " ".repeat(8), printable(hint), room, words -> words);
        }
    }

    /** A page of Markdown as it is read on a terminal: heads in bold, items that hang. */
    synchronized void page(String markdown) {
        clear();
        for (var line : printableLines(markdown.replaceAll("(?<=\\S)\n {0,3}(?=[^\\s#0-9-])", " "))) {
            if (line.startsWith("#")) {
                out.println(paint.bold(line.replaceFirst("#+ ", "")));
            } else {
                var sign = line.replaceFirst("(- |[0-9]+\\. |).*", "$1");
                hang(
                        sign,
                        " ".repeat(sign.length()),
                        line.substring(sign.length()),
                        width - sign.length(),
                        words -> words);
            }
        }
    }

    private static List<String> printableLines(String text) {
        return text.lines()
                .map(Console::printable)
                .map(line -> line.replace("`", ""))
                .toList();
    }

    private void field(String indent, String name, String text) {
        if (text.isEmpty()) {
            return;
        }
        var label = indent + paint.dim("%-8s".formatted(name));
        hang(label, indent + " ".repeat(8), printable(text), width - indent.length() - 8, line -> line);
    }

    private void hang(String head, String indent, String text, int room, UnaryOperator<String> look) {
        var margin = head;
        for (var line : wrap(text, room)) {
            out.println(margin + look.apply(line));
            margin = indent;
        }
    }

    private void clear() {
        lines++;
        if (passing) {
            out.print(above > 0 ? "\r\u001b[" + above + "A\u001b[J" : "\r\u001b[K");
            above = 0;
            passing = false;
        }
    }

    /**
     * Breaks at blanks; a word longer than the line stands alone, so that it can be copied whole. A line of a YAML file with a quoted value is one
     * word: {@code reach: "[fe80::1%eth0]"}, and a number is not parted from its unit.
     */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : BREAK.split(text, -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Without what moves a terminal's cursor, turns the direction of writing around, or is half a character. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\p{Cs}]+", " ")
                .stripTrailing();
    }
}
