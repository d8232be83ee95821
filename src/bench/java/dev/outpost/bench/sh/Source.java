package dev.outpost.bench.sh;

/** The characters of a program, and where we are in them. */
final class Source {
    static final char END = '\uffff';

    private final String text;
    private int at;
    private int line;

    Source(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    boolean looksAt(String sign) {
        return text.startsWith(sign, at);
    }

    char next() {
        char c = peek();
        if (c == '\n') {
            line++;
        }
        if (at < text.length()) {
            at++;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    String restOfLine() {
        var rest = new StringBuilder();
        while (!atEnd() && peek() != '\n') {
            rest.append(next());
        }
        next();
        return rest.toString();
    }

    int mark() {
        return at;
    }

    String since(int mark) {
        return text.substring(mark, at);
    }
}
