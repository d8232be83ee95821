package dev.outpost.cli;

import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines for people: what on the left, evidence on the right or below, problems with their code at the end of the line. Colour and
 * passing lines only on a terminal. What comes from dongles, routers and files is printed without control characters.
 */
final class Console {
    static final int NARROWEST = 40;

    private static final int LONGEST = 100;
    private static final int EVIDENCE_COLUMN = 42;
    private static final int GAP = 2;

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
        this.out = utf8 ? out : new Lines.Ascii(out);
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

    void blank() {
        say(List.of(""));
    }

    /** A line as it is. */
    void line(String text) {
        say(List.of(Lines.printable(text)));
    }

    /** A paragraph, wrapped. */
    void paragraph(String text) {
        say(Lines.wrap(Lines.printable(text), width));
    }

    /** What all that follows is about; nothing stands above the first. */
    void head(String text) {
        if (headed) {
            say(List.of("", ""));
        }
        headed = true;
        say(Lines.wrap(Lines.printable(text), width).stream().map(paint::bold).toList());
    }

    /** The head of a part. */
    void title(String text) {
        say(List.of("", paint.bold(Lines.printable(text))));
    }

    /** A command as somebody would type it, and can paste it. */
    void command(String text) {
        blank();
        say(Lines.pasteable("", "$ " + Lines.printable(text), width).stream()
                .map(line -> paint.bold(paint.cyan(line)))
                .toList());
    }

    /** A marked line; the evidence beside it in a column of its own, or below where both do not fit. */
    void step(Mark mark, String what, String evidence) {
        var head = "  " + mark.in(paint, utf8) + " ";
        var column = 3 + mark.width(utf8);
        var text = Lines.printable(what);
        var proof = Lines.printable(evidence);
        var gap = gap(text, proof, width - column);
        if (gap > 0) {
            say(List.of(head + mark.emphasis(paint, text) + " ".repeat(gap) + paint.dim(proof)));
            return;
        }
        var lines = Lines.hang(width, head, column, text, line -> mark.emphasis(paint, line));
        if (!proof.isEmpty()) {
            lines.addAll(Lines.hang(width, " ".repeat(column + 2), column + 2, proof, paint::dim));
        }
        say(lines);
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
    void brief(Mark mark, String what, String evidence) {
        var room = width - 3 - mark.width(utf8);
        step(mark, what, gap(Lines.printable(what), Lines.printable(evidence), room) > 0 ? evidence : "");
    }

    /**
     * What is to be known under a name; what does not fit on the line hangs below.
     *
     * @param atLeast the column that it begins at, where the name leaves room
     */
    void labelled(String label, String text, int atLeast) {
        var name = Lines.printable(label);
        var column = Math.max(atLeast, name.length() + GAP);
        say(Lines.hang(
                width,
                paint.bold(name) + " ".repeat(column - name.length()),
                column,
                Lines.printable(text),
                line -> line));
    }

    /** A reason below a marked line. */
    void detail(String sign, String text) {
        say(Lines.hang(width, "      " + paint.dim(sign) + " ", 8, Lines.printable(text), paint::dim));
    }

    /** A line that the next one writes over; an ordinary line where that cannot be. */
    synchronized void passing(String text) {
        if (lively) {
            over(List.of(passes(text, "")));
        } else {
            step(Mark.DOING, text, "");
        }
    }

    /**
     * The same; after a second it says how long it has been standing there.
     *
     * @param limit of the wait
     */
    synchronized void waiting(String text, Optional<Duration> limit) {
        if (!lively) {
            var most = limit.map(end -> " (at most " + end.toSeconds() + " s)").orElse("");
            step(Mark.DOING, text + most, "");
            return;
        }
        passing(text);
        var mine = lines;
        var begun = ticker.nanos();
        Elapsed.eachSecond(() -> counted(text, limit, Duration.ofNanos(ticker.nanos() - begun), mine));
    }

    private synchronized boolean counted(String text, Optional<Duration> limit, Duration elapsed, int mine) {
        if (lines == mine) {
            over(List.of(passes(text, "  " + Elapsed.words(elapsed, limit))));
            lines = mine;
        }
        return lines == mine;
    }

    private String passes(String text, String end) {
        var line = "  " + (utf8 ? "…" : ".") + " " + Lines.printable(text);
        return paint.dim(line.substring(0, Math.min(line.length(), width - 1 - end.length())) + end);
    }

    /** Takes the passing line away: somebody else writes to the terminal now. */
    synchronized void hush() {
        clear();
        out.flush();
    }

    /** Painted lines that stand in their place and change; one below the other where that cannot be. None is longer than the terminal is wide. */
    synchronized void live(List<String> painted) {
        if (lively) {
            over(painted);
        } else {
            say(painted);
        }
    }

    /** The line that passes stays as it is: the next one stands below it. */
    synchronized void keep() {
        if (passing) {
            out.println();
            passing = false;
        }
    }

    /** A passing line that is not missed where it cannot pass. */
    void fleeting(String text) {
        if (lively) {
            passing(text);
        }
    }

    /** What stopped the work, why, and what to do. */
    void problem(Problem problem) {
        told(problem, List.of());
    }

    /** The same of a mistake in a file: with its line and a caret, and what should stand there. */
    void quoted(Problem problem, Mistakes.QuotedLine line, String hint) {
        told(problem, line.text().isBlank() && hint.isEmpty() ? List.of() : line.drawn(paint, indent(), width, hint));
    }

    /** Columns of what stands before a problem. */
    private int indent() {
        return Mark.FAILED.width(utf8) + 1;
    }

    private void told(Problem problem, List<String> quote) {
        var column = indent();
        var lines = Lines.hang(
                width, Mark.FAILED.in(paint, utf8) + " ", column, Lines.printable(problem.what()), paint::bold);
        var code = problem.code().toString();
        if (Paint.plain(lines.getLast()).length() + GAP + code.length() <= width) {
            lines.add(lines.removeLast() + " ".repeat(GAP) + paint.red(code));
        } else {
            lines.add(" ".repeat(column) + paint.red(code));
        }
        lines.addFirst("");
        lines.addAll(quote);
        lines.addAll(field(column, "because", problem.because()));
        lines.addAll(field(column, "next", problem.next()));
        say(lines);
    }

    private List<String> field(int column, String name, String text) {
        var label = " ".repeat(column) + paint.dim("%-8s".formatted(name));
        return text.isEmpty() ? List.of() : Lines.hang(width, label, column + 8, Lines.printable(text), line -> line);
    }

    /** A page of Markdown as it is read on a terminal: heads in bold, items that hang. */
    void page(String markdown) {
        say(markdown.replaceAll("(?<=\\S)\n {0,3}(?=[^\\s#0-9-])", " ")
                .lines()
                .map(line -> Lines.printable(line).replace("`", ""))
                .flatMap(this::read)
                .toList());
    }

    private Stream<String> read(String line) {
        var sign = line.replaceFirst("(- |[0-9]+\\. |).*", "$1");
        return line.startsWith("#")
                ? Stream.of(paint.bold(line.replaceFirst("#+ ", "")))
                : Lines.hang(width, sign, sign.length(), line.substring(sign.length()), words -> words).stream();
    }

    private synchronized void say(List<String> text) {
        clear();
        text.forEach(out::println);
    }

    /** Stands there until the next line takes its place. */
    private void over(List<String> rows) {
        clear();
        out.print(String.join(System.lineSeparator(), rows));
        out.flush();
        above = rows.size() - 1;
        passing = true;
    }

    private void clear() {
        lines++;
        if (passing) {
            out.print(above > 0 ? "\r\u001b[" + above + "A\u001b[J" : "\r\u001b[K");
            above = 0;
            passing = false;
        }
    }
}
