package dev.outpost.bench.relay.nft;

import java.util.List;

/** A place in a ruleset's words. */
final class Cursor {

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    Token next() {
        var token = peek();
        at++;
        return token;
    }

    /** The word that was read last. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    /** One word back. */
    void back() {
        at--;
    }

    boolean sees(String sign) {
        return !atEnd() && peek().is(sign);
    }

    boolean take(String sign) {
        if (sees(sign)) {
            at++;
            return true;
        }
        return false;
    }

    Token need(String sign) throws NftError {
        if (!sees(sign)) {
            throw unexpected();
        }
        return next();
    }

    /** A word that is no sign. */
    Token word() throws NftError {
        var token = peek();
        if (atEnd() || token.endsStatement() || (!token.quoted() && "{},:=@()!=".contains(token.text()))) {
            throw unexpected();
        }
        return next();
    }

    NftError unexpected() {
        var token = peek();
        var what = token.is("\n") || atEnd() ? "newline" : token.quoted() ? "quoted string" : "'" + token.text() + "'";
        return new NftError(token, "syntax error, unexpected " + what);
    }

    void skipEnds() {
        while (!atEnd() && peek().endsStatement()) {
            at++;
        }
    }

    void skipNewlines() {
        while (sees("\n")) {
            at++;
        }
    }

    int place() {
        return at;
    }

    /** The words from a place to here as nft lists them: one blank between, none where none was written. */
    String words(int from) {
        var text = new StringBuilder();
        for (var token : tokens.subList(from, at)) {
            text.append(text.isEmpty() || token.glued() || token.is("\n") ? "" : " ")
                    .append(token.is("\n") ? "" : token.source());
        }
        return text.toString().replaceAll(" ,", ",");
    }
}
