package dev.outpost.bench.sh;

import dev.outpost.bench.sh.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The characters of a program, and where we are in them: cut into tokens, one of them looked at in advance, and those into the parts of words. */
final class Lexer {
    private static final char END = '\uffff';
    private static final Pattern BLANKS = Pattern.compile("(?:[ \t]++|\\\\\n|#[^\n]*+)*+");
    private static final Pattern OPERATOR = Pattern.compile("\n|&&|\\|\\||;;|[0-9]*(?:<<|>>|<&|>&|<>|<|>)|[;&|()]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!]");
    private static final Pattern NAME_IN_BRACES = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!]");
    private static final Pattern OPERATION = Pattern.compile(":-|:\\+|##|%%|[-+#%]");
    private static final Pattern BARE = Pattern.compile("[^ \t\n;&|<>()\\\\'\"$`}]++");
    private static final Pattern QUOTED = Pattern.compile("[^$`\"\\\\()}]++");
    private static final Pattern UNTIL_QUOTE = Pattern.compile("[^']*+");

    private final String text;
    private int at;
    private int line;
    private int counted;
    private int behindDocuments;
    private @Nullable Token ahead;

    /** @param firstLine the number of the first line */
    Lexer(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    /** A word, or an operator, which is empty at the end; the text of a word is there where nothing of it is quoted or expanded. */
    record Token(boolean isWord, String text, Word word, int line) {
        boolean is(String operator) {
            return !isWord && text.equals(operator);
        }

        boolean isKeyword(String keyword) {
            return isWord && text.equals(keyword);
        }

        boolean isRedirect() {
            return !isWord && text.matches("[0-9]*[<>].*");
        }

        /** As ash names it in an error, with what was wanted instead. */
        SyntaxError unexpected(String wanted) {
            String shown = switch (text) {
                case "" -> isWord ? "word" : "end of file";
                case "\n" -> "newline";
                default -> "\"" + text + "\"";
            };
            String instead = wanted.isEmpty() ? "" : " (expecting \"" + wanted + "\")";
            return new SyntaxError(line, "unexpected " + shown + instead);
        }
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
        while (takes("\n")) {
            // the next one
        }
    }

    boolean takes(String operator) {
        boolean there = peek().is(operator);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String keywordOrOperator) {
        var token = take();
        if (!token.text().equals(keywordOrOperator)) {
            throw token.unexpected(keywordOrOperator);
        }
    }

    /** The next here-document of this line: it stands behind those that are taken, up to the line that is its mark. */
    Word hereDocument(Word mark) {
        int newline = text.indexOf('\n', at);
        int start = behindDocuments > at ? behindDocuments : newline < 0 ? text.length() : newline + 1;
        String end = mark.parts().stream()
                .map(part -> part instanceof Word.Text piece ? piece.text() : "")
                .collect(Collectors.joining());
        var found = Pattern.compile("(?md)^" + Pattern.quote(end) + "$").matcher(text);
        if (!found.region(start, text.length()).find()) {
            throw new SyntaxError(line(), "a here-document without its end " + end);
        }
        String body = text.substring(start, found.start());
        behindDocuments = Math.min(found.end() + 1, text.length());
        return mark.parts().stream().anyMatch(Part::quoted)
                ? new Word(List.of(new Word.Text(body, true)))
                : new Lexer(body, line()).hereText();
    }

    private Word hereText() {
        var parts = new ArrayList<Part>();
        while (at < text.length()) {
            inQuotes(parts, "$`\\");
        }
        return new Word(parts);
    }

    private int line() {
        while (counted < at) {
            line += text.charAt(counted++) == '\n' ? 1 : 0;
        }
        return line;
    }

    private char now() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** What matches here, which is read then; nothing where nothing does. */
    private String take(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        String found = matcher.lookingAt() ? matcher.group() : "";
        at += found.length();
        return found;
    }

    private boolean takes(char c) {
        boolean there = now() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void need(char c, int since, String otherwise) {
        if (!takes(c)) {
            throw new SyntaxError(since, otherwise);
        }
    }

    private Token next() {
        take(BLANKS);
        int here = line();
        String operator = take(OPERATOR);
        if (operator.isEmpty() && at < text.length()) {
            var parts = new ArrayList<Part>();
            while (at < text.length() && " \t\n;&|<>()".indexOf(now()) < 0) {
                bare(parts);
            }
            var word = new Word(parts);
            return new Token(true, word.literal(), word, here);
        }
        at = operator.equals("\n") ? Math.max(at, behindDocuments) : at;
        return new Token(false, operator, Word.EMPTY, here);
    }

    /** One step outside of double quotes. */
    private void bare(List<Part> parts) {
        String run = take(BARE);
        if (!run.isEmpty()) {
            Word.add(parts, run, false);
            return;
        }
        int since = line();
        char c = text.charAt(at++);
        switch (c) {
            case '\\' -> {
                char escaped = now();
                at += escaped == END ? 0 : 1;
                if (escaped != '\n') {
                    Word.add(parts, escaped == END ? "\\" : String.valueOf(escaped), true);
                }
            }
            case '\'' -> {
                Word.add(parts, take(UNTIL_QUOTE), true);
                need('\'', since, "unterminated quoted string");
            }
            case '"' -> {
                Word.add(parts, "", true);
                while (now() != '"' && at < text.length()) {
                    inQuotes(parts, "$`\"\\");
                }
                need('"', since, "unterminated quoted string");
            }
            case '$' -> dollar(parts, false);
            case '`' -> throw backquote();
            default -> Word.add(parts, String.valueOf(c), false);
        }
    }

    private SyntaxError backquote() {
        return new SyntaxError(line(), "this shell reads $(...) only, no backquotes");
    }

    /** One step inside of double quotes; a backslash only protects the given characters and the end of a line. */
    private void inQuotes(List<Part> parts, String protectedByBackslash) {
        String run = take(QUOTED);
        if (!run.isEmpty()) {
            Word.add(parts, run, true);
            return;
        }
        char c = text.charAt(at++);
        if (c == '\\' && takes('\n')) {
            return;
        }
        if (c == '\\' && protectedByBackslash.indexOf(now()) >= 0) {
            Word.add(parts, String.valueOf(text.charAt(at++)), true);
        } else if (c == '$') {
            dollar(parts, true);
        } else if (c == '`') {
            throw backquote();
        } else {
            Word.add(parts, String.valueOf(c), true);
        }
    }

    private void dollar(List<Part> parts, boolean quoted) {
        if (text.startsWith("((", at)) {
            at += 2;
            parts.add(new Word.Arithmetic(arithmetic(), quoted));
        } else if (takes('(')) {
            parts.add(new Word.Substitution(Parser.untilParenthesis(this), quoted));
        } else if (takes('{')) {
            parts.add(inBraces(quoted));
        } else {
            String name = take(NAME);
            if (name.isEmpty()) {
                Word.add(parts, "$", quoted);
            } else {
                parts.add(new Word.Parameter(name, "", Word.EMPTY, quoted));
            }
        }
    }

    private Word arithmetic() {
        var parts = new ArrayList<Part>();
        int depth = 0;
        while (depth > 0 || !text.startsWith("))", at)) {
            depth += now() == '(' ? 1 : now() == ')' ? -1 : 0;
            if (at == text.length()) {
                throw new SyntaxError(line(), "missing '))'");
            }
            if (!takes('"')) {
                inQuotes(parts, "$`\\");
            }
        }
        at += 2;
        return new Word(parts);
    }

    private Part inBraces(boolean quoted) {
        String name = take(NAME_IN_BRACES);
        String operator = name.isEmpty() ? "" : take(OPERATION);
        boolean cuts = operator.startsWith("#") || operator.startsWith("%");
        var word = operator.isEmpty() ? Word.EMPTY : untilBrace(quoted && !cuts);
        need('}', line(), name.isEmpty() || at < text.length() ? "bad substitution" : "missing '}'");
        return new Word.Parameter(name, operator, word, quoted);
    }

    private Word untilBrace(boolean quoted) {
        var parts = new ArrayList<Part>();
        boolean inner = false;
        while (at < text.length() && (inner || now() != '}')) {
            if (quoted && takes('"')) {
                inner = !inner;
            } else if (quoted) {
                inQuotes(parts, "$`\"\\}");
            } else {
                bare(parts);
            }
        }
        return new Word(parts);
    }
}
