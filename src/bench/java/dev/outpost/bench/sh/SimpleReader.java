package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.Optional;

/** Reads simple commands, function definitions and redirections. */
final class SimpleReader {
    private final Tokens tokens;
    private final Parser parser;

    SimpleReader(Tokens tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    Command read() {
        var assignments = new ArrayList<Command.Assignment>();
        var words = new ArrayList<Word>();
        var redirects = new ArrayList<RedirectRef>();
        int line = tokens.peek().line();
        while (true) {
            var token = tokens.peek();
            if (isRedirect(token)) {
                redirects.add(redirect());
            } else if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER) {
                tokens.take();
                var assignment = words.isEmpty() ? assignment(token.word()) : Optional.<Command.Assignment>empty();
                assignment.ifPresentOrElse(assignments::add, () -> words.add(token.word()));
            } else if (token.isOperator("(") && words.size() == 1 && assignments.isEmpty() && redirects.isEmpty()) {
                return function(words.getFirst());
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
            throw Tokens.unexpected(tokens.peek());
        }
        return new Command.Simple(assignments, words, redirects, line);
    }

    private Command function(Word name) {
        tokens.take();
        tokens.expectOperator(")");
        if (!Parser.isName(name.literal().replace('-', '_').replace('.', '_'))) {
            throw new SyntaxError(tokens.peek().line(), "bad function name");
        }
        tokens.skipNewlines();
        return new Command.Define(name.literal(), parser.command());
    }

    private static Optional<Command.Assignment> assignment(Word word) {
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Part.Text first) || first.quoted()) {
            return Optional.empty();
        }
        int equals = first.text().indexOf('=');
        if (equals < 1 || !Parser.isName(first.text().substring(0, equals))) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        String rest = first.text().substring(equals + 1);
        if (rest.equals("~") || rest.startsWith("~/")) {
            parts.add(new Part.Home(false));
            rest = rest.substring(1);
        }
        if (!rest.isEmpty()) {
            parts.add(new Part.Text(rest, false));
        }
        parts.addAll(word.parts().subList(1, word.parts().size()));
        return Optional.of(new Command.Assignment(first.text().substring(0, equals), new Word(parts)));
    }

    static boolean isRedirect(Token token) {
        boolean sign =
                token.kind() == Token.Kind.OPERATOR && "<>".indexOf(token.text().charAt(0)) >= 0;
        return sign || token.kind() == Token.Kind.NUMBER;
    }

    RedirectRef redirect() {
        int number = tokens.peek().kind() == Token.Kind.NUMBER
                ? Integer.parseInt(tokens.take().text())
                : -1;
        String sign = tokens.take().text();
        var target = tokens.takeWord().word();
        int fd = number >= 0 ? number : sign.startsWith("<") ? 0 : 1;
        var kind = kindOf(sign);
        var redirect = new RedirectRef(fd, kind, target);
        if (kind == Redirect.Kind.HERE) {
            tokens.hereDocument(redirect, target, sign.equals("<<-"));
        }
        return redirect;
    }

    private static Redirect.Kind kindOf(String sign) {
        return switch (sign) {
            case "<" -> Redirect.Kind.READ;
            case ">>" -> Redirect.Kind.APPEND;
            case "<>" -> Redirect.Kind.READ_WRITE;
            case "<&" -> Redirect.Kind.COPY_IN;
            case ">&" -> Redirect.Kind.COPY_OUT;
            case "<<", "<<-" -> Redirect.Kind.HERE;
            default -> Redirect.Kind.WRITE;
        };
    }
}
