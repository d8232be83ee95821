package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a program into tokens, one of them looked at in advance; reads the here-documents behind the line that announced them. */
final class Lexer {
    private static final List<String> OPERATORS =
            List.of("&&", "||", ";;", "<<", ">>", "<&", ">&", "<>", ";", "&", "|", "<", ">", "(", ")");

    private final Source source;
    private final WordReader words;
    private final List<Pending> pending = new ArrayList<>();
    private @Nullable Token ahead;

    Lexer(Source source) {
        this.source = source;
        this.words = new WordReader(source);
    }

    /** A token; the text is that of an operator, or of a word without quotes and expansions. */
    record Token(Kind kind, String text, Word word, int line) {
        enum Kind {
            WORD,
            OPERATOR,
            NUMBER,
            NEWLINE,
            END
        }

        boolean isOperator(String sign) {
            return kind == Kind.OPERATOR && text.equals(sign);
        }

        boolean isKeyword(String keyword) {
            return kind == Kind.WORD && text.equals(keyword);
        }

        boolean isWord() {
            return kind == Kind.WORD || kind == Kind.NUMBER;
        }

        /** As ash names it in an error, with what was wanted instead. */
        SyntaxError unexpected(String wanted) {
            String shown =
                    switch (kind) {
                        case END -> "end of file";
                        case NEWLINE -> "newline";
                        case WORD -> text.isEmpty() ? "word" : "\"" + text + "\"";
                        case NUMBER, OPERATOR -> "\"" + text + "\"";
                    };
            String instead = wanted.isEmpty() ? "" : " (expecting \"" + wanted + "\")";
            return new SyntaxError(line, "unexpected " + shown + instead);
        }
    }

    private record Pending(Redirect redirect, Word end) {}

    void hereDocument(Redirect redirect, Word end) {
        pending.add(new Pending(redirect, end));
    }

    Token peek() {
        var token = ahead;
        if (token == null) {
            token = next();
            ahead = token;
        }
        return token;
    }

    Token take() {
        var token = peek();
        ahead = null;
        return token;
    }

    Token takeWord() {
        var token = take();
        if (!token.isWord()) {
            throw token.unexpected("");
        }
        return token;
    }

    void skipNewlines() {
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    boolean takes(String operator) {
        boolean there = peek().isOperator(operator);
        if (there) {
            take();
        }
        return there;
    }

    void expectWord(String keyword) {
        var token = take();
        if (!token.isKeyword(keyword)) {
            throw token.unexpected(keyword);
        }
    }

    void expectOperator(String sign) {
        var token = take();
        if (!token.isOperator(sign)) {
            throw token.unexpected(sign);
        }
    }

    private Token next() {
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
        var word = words.read();
        char behind = source.peek();
        boolean number = word.literal().matches("[0-9]+") && (behind == '<' || behind == '>');
        return new Token(number ? Token.Kind.NUMBER : Token.Kind.WORD, word.literal(), word, line);
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
                if (row.equals(document.end.unquoted())) {
                    break;
                }
                text.append(row).append('\n');
            }
            document.redirect.arrived(
                    document.end.hasQuotes()
                            ? new Word(List.of(new Part.Text(text.toString(), true)))
                            : new WordReader(new Source(text.toString(), line)).hereText());
        }
        pending.clear();
    }
}
