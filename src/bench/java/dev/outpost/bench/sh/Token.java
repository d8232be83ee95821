package dev.outpost.bench.sh;

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

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equals(keyword);
    }

    /** As ash names it in an error. */
    String shown() {
        return switch (kind) {
            case END -> "end of file";
            case NEWLINE -> "newline";
            case WORD -> text.isEmpty() ? "word" : "\"" + text + "\"";
            case NUMBER, OPERATOR -> "\"" + text + "\"";
        };
    }
}
