package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.List;

/** Reads one word: quotes, backslashes, and everything that begins with a dollar. */
final class WordReader {
    private final Source source;

    WordReader(Source source) {
        this.source = source;
    }

    /** Collects the pieces of a word, joining neighbouring characters. */
    private static final class Pieces {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean quoted;
        private boolean open;

        void add(char c, boolean asQuoted) {
            add(String.valueOf(c), asQuoted);
        }

        void add(String more, boolean asQuoted) {
            if (open && quoted != asQuoted) {
                close();
            }
            open = true;
            quoted = asQuoted;
            text.append(more);
        }

        void add(Part part) {
            close();
            parts.add(part);
        }

        private void close() {
            if (open) {
                parts.add(new Part.Text(text.toString(), quoted));
                text.setLength(0);
                open = false;
            }
        }

        Word word() {
            close();
            return new Word(parts);
        }
    }

    Word read() {
        var pieces = new Pieces();
        while (!source.atEnd() && " \t\n;&|<>()".indexOf(source.peek()) < 0) {
            bare(pieces);
        }
        return pieces.word();
    }

    /** One step outside of double quotes. */
    private void bare(Pieces pieces) {
        char c = source.next();
        switch (c) {
            case '\\' -> {
                char escaped = source.next();
                if (escaped == Source.END) {
                    pieces.add('\\', true);
                } else if (escaped != '\n') {
                    pieces.add(escaped, true);
                }
            }
            case '\'' -> single(pieces);
            case '"' -> {
                pieces.add("", true);
                quoted(pieces);
            }
            case '$' -> dollar(pieces, false);
            case '`' -> throw backquote();
            default -> pieces.add(c, false);
        }
    }

    private SyntaxError backquote() {
        return new SyntaxError(source.line(), "this shell reads $(...) only, no backquotes");
    }

    private void single(Pieces pieces) {
        int line = source.line();
        pieces.add("", true);
        while (source.peek() != '\'') {
            if (source.atEnd()) {
                throw new SyntaxError(line, "unterminated quoted string");
            }
            pieces.add(source.next(), true);
        }
        source.next();
    }

    private void quoted(Pieces pieces) {
        int line = source.line();
        while (source.peek() != '"') {
            if (source.atEnd()) {
                throw new SyntaxError(line, "unterminated quoted string");
            }
            insideQuotes(pieces, "$`\"\\");
        }
        source.next();
    }

    /** One step inside of double quotes; a backslash only protects the given characters and the end of a line. */
    private void insideQuotes(Pieces pieces, String protectedByBackslash) {
        char c = source.next();
        if (c == '\\' && source.peek() == '\n') {
            source.next();
        } else if (c == '\\' && !source.atEnd() && protectedByBackslash.indexOf(source.peek()) >= 0) {
            pieces.add(source.next(), true);
        } else if (c == '$') {
            dollar(pieces, true);
        } else if (c == '`') {
            throw backquote();
        } else {
            pieces.add(c, true);
        }
    }

    /** The whole source as the text of a here-document. */
    Word hereText() {
        var pieces = new Pieces();
        while (!source.atEnd()) {
            insideQuotes(pieces, "$`\\");
        }
        return pieces.word();
    }

    private void dollar(Pieces pieces, boolean quoted) {
        char c = source.peek();
        if (source.looksAt("((")) {
            source.skip(2);
            pieces.add(new Part.Arithmetic(arithmetic(), quoted));
        } else if (c == '(') {
            source.next();
            pieces.add(new Part.Substitution(Parser.untilParenthesis(source), quoted));
        } else if (c == '{') {
            source.next();
            pieces.add(parameter(quoted));
        } else if (isNameStart(c)) {
            pieces.add(plain(name(), quoted));
        } else if ("0123456789@*#?$!".indexOf(c) >= 0) {
            pieces.add(plain(String.valueOf(source.next()), quoted));
        } else {
            pieces.add('$', quoted);
        }
    }

    private static Part plain(String name, boolean quoted) {
        return new Part.Parameter(name, Part.Operator.PLAIN, Word.EMPTY, quoted);
    }

    static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private String name() {
        int start = source.mark();
        while (isNameStart(source.peek()) || (source.peek() >= '0' && source.peek() <= '9')) {
            source.next();
        }
        return source.since(start);
    }

    private Word arithmetic() {
        var pieces = new Pieces();
        int depth = 0;
        while (depth > 0 || !source.looksAt("))")) {
            if (source.atEnd()) {
                throw new SyntaxError(source.line(), "missing '))'");
            }
            depth += source.peek() == '(' ? 1 : source.peek() == ')' ? -1 : 0;
            if (source.peek() == '"') {
                source.next();
            } else {
                insideQuotes(pieces, "$`\\");
            }
        }
        source.skip(2);
        return pieces.word();
    }

    private Part parameter(boolean quoted) {
        String name = parameterName();
        var operator = operator();
        if (operator == Part.Operator.PLAIN) {
            closeBrace();
            return plain(name, quoted);
        }
        return new Part.Parameter(name, operator, untilBrace(quoted && !operator.cuts()), quoted);
    }

    private String parameterName() {
        char c = source.peek();
        if (isNameStart(c)) {
            return name();
        }
        int start = source.mark();
        while (source.peek() >= '0' && source.peek() <= '9') {
            source.next();
        }
        if (source.mark() > start) {
            return source.since(start);
        }
        if ("@*#?$!".indexOf(c) >= 0) {
            return String.valueOf(source.next());
        }
        throw new SyntaxError(source.line(), "bad substitution");
    }

    private Part.Operator operator() {
        for (String sign : List.of(":-", ":+", "##", "%%", "-", "+", "#", "%")) {
            if (source.looksAt(sign)) {
                source.skip(sign.length());
                return signed(sign);
            }
        }
        return Part.Operator.PLAIN;
    }

    private static Part.Operator signed(String sign) {
        for (var operator : Part.Operator.values()) {
            if (operator.sign().equals(sign)) {
                return operator;
            }
        }
        throw new IllegalArgumentException(sign);
    }

    private void closeBrace() {
        if (source.atEnd()) {
            throw new SyntaxError(source.line(), "missing '}'");
        }
        if (source.next() != '}') {
            throw new SyntaxError(source.line(), "bad substitution");
        }
    }

    private Word untilBrace(boolean quoted) {
        var pieces = new Pieces();
        boolean inner = false;
        while (inner || source.peek() != '}') {
            if (source.atEnd()) {
                throw new SyntaxError(source.line(), "missing '}'");
            }
            if (quoted && source.peek() == '"') {
                source.next();
                inner = !inner;
            } else if (quoted) {
                insideQuotes(pieces, "$`\"\\}");
            } else {
                bare(pieces);
            }
        }
        source.next();
        return pieces.word();
    }
}
