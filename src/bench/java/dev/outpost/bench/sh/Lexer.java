package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.List;

/** Cuts a program into tokens, reading the here-documents behind the line that announced them. */
final class Lexer {
    private static final List<String> OPERATORS =
            List.of("&&", "||", ";;", "<<-", "<<", ">>", "<&", ">&", "<>", ">|", ";", "&", "|", "<", ">", "(", ")");

    private final Source source;
    private final WordReader words;
    private final List<Pending> pending = new ArrayList<>();

    Lexer(Source source) {
        this.source = source;
        this.words = new WordReader(source);
    }

    private record Pending(RedirectRef redirect, String end, boolean stripTabs, boolean literal) {}

    void hereDocument(RedirectRef redirect, Word end, boolean stripTabs) {
        pending.add(new Pending(redirect, end.unquoted(), stripTabs, end.hasQuotes()));
    }

    Token next() {
        skipBlanks();
        int line = source.line();
        if (source.atEnd()) {
            readHereDocuments();
            return new Token(Token.Kind.END, "", Word.EMPTY, line);
        }
        if (source.peek() == '\n') {
            source.next();
            readHereDocuments();
            return new Token(Token.Kind.NEWLINE, "\n", Word.EMPTY, line);
        }
        for (String operator : OPERATORS) {
            if (source.looksAt(operator)) {
                source.skip(operator.length());
                return new Token(Token.Kind.OPERATOR, operator, Word.EMPTY, line);
            }
        }
        return word(line);
    }

    private Token word(int line) {
        var word = words.read();
        String text = word.literal();
        char behind = source.peek();
        boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && (behind == '<' || behind == '>')) {
            return new Token(Token.Kind.NUMBER, text, word, line);
        }
        return new Token(Token.Kind.WORD, text, word, line);
    }

    private void skipBlanks() {
        while (true) {
            char c = source.peek();
            if (c == ' ' || c == '\t') {
                source.next();
            } else if (c == '\\' && source.peek(1) == '\n') {
                source.skip(2);
            } else if (c == '#') {
                while (!source.atEnd() && source.peek() != '\n') {
                    source.next();
                }
            } else {
                return;
            }
        }
    }

    private void readHereDocuments() {
        for (var document : pending) {
            var text = new StringBuilder();
            int line = source.line();
            while (!source.atEnd()) {
                String row = source.restOfLine();
                if (document.stripTabs) {
                    row = row.replaceFirst("^\t+", "");
                }
                if (row.equals(document.end)) {
                    break;
                }
                text.append(row).append('\n');
            }
            document.redirect.arrived(
                    document.literal
                            ? new Word(List.of(new Part.Text(text.toString(), true)))
                            : new WordReader(new Source(text.toString(), line)).hereText());
        }
        pending.clear();
    }
}
