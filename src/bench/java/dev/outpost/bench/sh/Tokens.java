package dev.outpost.bench.sh;

import org.jspecify.annotations.Nullable;

/** The tokens of a program with one of them looked at in advance. */
final class Tokens {
    private final Lexer lexer;
    private @Nullable Token ahead;

    Tokens(Source source) {
        this.lexer = new Lexer(source);
    }

    void hereDocument(RedirectRef redirect, Word end, boolean stripTabs) {
        lexer.hereDocument(redirect, end, stripTabs);
    }

    Token peek() {
        var token = ahead;
        if (token == null) {
            token = lexer.next();
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
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.NUMBER) {
            throw unexpected(token);
        }
        return token;
    }

    void skipNewlines() {
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    void expectWord(String keyword) {
        var token = take();
        if (!token.isWord(keyword)) {
            throw new SyntaxError(token.line(), unexpected(token).plain() + " (expecting \"" + keyword + "\")");
        }
    }

    void expectOperator(String sign) {
        var token = take();
        if (!token.isOperator(sign)) {
            throw new SyntaxError(token.line(), unexpected(token).plain() + " (expecting \"" + sign + "\")");
        }
    }

    static SyntaxError unexpected(Token token) {
        return new SyntaxError(token.line(), "unexpected " + token.shown());
    }
}
