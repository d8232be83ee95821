package dev.outpost.bench.sh;

import dev.outpost.bench.sh.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a program into commands, one complete line after the other, as a shell reads it. */
public final class Parser {
    private static final Set<String> ENDS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final Lexer tokens;

    private Parser(Source source) {
        this.tokens = new Lexer(source);
    }

    /** A parser at the beginning of a text; ash counts the lines of {@code -c} from 0, those of a file from 1. */
    public static Parser of(String text, int firstLine) {
        return new Parser(new Source(text, firstLine));
    }

    /** The next complete command, with all that follows on its line; nothing at the end. */
    public Optional<Command> next() {
        tokens.skipNewlines();
        if (tokens.peek().kind() == Token.Kind.END) {
            return Optional.empty();
        }
        var commands = new ArrayList<Command>();
        while (startsCommand()) {
            commands.add(separated());
            if (tokens.peek().kind() == Token.Kind.NEWLINE) {
                tokens.take();
                return Optional.of(new Command.Sequence(commands));
            }
        }
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.peek().unexpected("");
        }
        return Optional.of(new Command.Sequence(commands));
    }

    static Command untilParenthesis(Source source) {
        var parser = new Parser(source);
        var commands = parser.list();
        parser.tokens.expectOperator(")");
        return commands;
    }

    private Command list() {
        var commands = new ArrayList<Command>();
        tokens.skipNewlines();
        while (startsCommand()) {
            commands.add(separated());
            tokens.skipNewlines();
        }
        return new Command.Sequence(commands);
    }

    /** A list between keywords, which may not be empty. */
    private Command body() {
        tokens.skipNewlines();
        if (!startsCommand() && tokens.peek().kind() != Token.Kind.END) {
            throw tokens.peek().unexpected("");
        }
        return list();
    }

    private boolean startsCommand() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case END, NEWLINE -> false;
            case NUMBER -> true;
            case WORD -> !ENDS.contains(token.text());
            case OPERATOR ->
                token.text().equals("(")
                        || token.text().startsWith("<")
                        || token.text().startsWith(">");
        };
    }

    private Command separated() {
        var command = andOr();
        if (tokens.takes("&")) {
            return new Command.Background(command);
        }
        tokens.takes(";");
        return command;
    }

    private Command andOr() {
        var left = pipeline();
        while (tokens.peek().isOperator("&&") || tokens.peek().isOperator("||")) {
            boolean and = tokens.take().text().equals("&&");
            tokens.skipNewlines();
            left = new Command.AndOr(left, and, pipeline());
        }
        return left;
    }

    private Command pipeline() {
        boolean negated = false;
        while (tokens.peek().isKeyword("!")) {
            tokens.take();
            negated = !negated;
        }
        var commands = new ArrayList<Command>();
        commands.add(command());
        while (tokens.takes("|")) {
            tokens.skipNewlines();
            commands.add(command());
        }
        return commands.size() == 1 && !negated ? commands.getFirst() : new Command.Pipeline(commands, negated);
    }

    Command command() {
        var token = tokens.peek();
        if (tokens.takes("(")) {
            var body = body();
            tokens.expectOperator(")");
            return redirected(new Command.Subshell(body));
        }
        return switch (token.text()) {
            case "if" -> redirected(ifCommand());
            case "while", "until" -> redirected(loop());
            case "for" -> redirected(forCommand());
            case "case" -> redirected(caseCommand());
            case "{" -> redirected(group());
            default -> simple();
        };
    }

    private Command redirected(Command command) {
        var redirects = new ArrayList<Redirect>();
        while (isRedirect(tokens.peek())) {
            redirects.add(redirect());
        }
        return redirects.isEmpty() ? command : new Command.Redirected(command, redirects);
    }

    private Command group() {
        tokens.expectWord("{");
        var body = body();
        tokens.expectWord("}");
        return body;
    }

    private Command ifCommand() {
        tokens.take();
        var condition = body();
        tokens.expectWord("then");
        var then = body();
        if (tokens.peek().isKeyword("elif")) {
            return new Command.If(condition, then, ifCommand());
        }
        Command otherwise = new Command.Sequence(List.of());
        if (tokens.peek().isKeyword("else")) {
            tokens.take();
            otherwise = body();
        }
        tokens.expectWord("fi");
        return new Command.If(condition, then, otherwise);
    }

    private Command loop() {
        boolean until = tokens.take().text().equals("until");
        var condition = body();
        return new Command.Loop(condition, until, doneBody());
    }

    private Command doneBody() {
        tokens.expectWord("do");
        var body = body();
        tokens.expectWord("done");
        return body;
    }

    private Command forCommand() {
        tokens.take();
        String name = tokens.takeWord().text();
        if (!isName(name)) {
            throw new SyntaxError(tokens.peek().line(), "bad for loop variable");
        }
        tokens.skipNewlines();
        boolean overArguments = !tokens.peek().isKeyword("in");
        var words = new ArrayList<Word>();
        if (!overArguments) {
            tokens.take();
            while (tokens.peek().isWord()) {
                words.add(tokens.take().word());
            }
        }
        tokens.takes(";");
        tokens.skipNewlines();
        return new Command.For(name, overArguments, words, doneBody());
    }

    private Command caseCommand() {
        tokens.take();
        var subject = tokens.takeWord().word();
        tokens.skipNewlines();
        tokens.expectWord("in");
        tokens.skipNewlines();
        var branches = new ArrayList<Command.Branch>();
        while (!tokens.peek().isKeyword("esac")) {
            branches.add(branch());
        }
        tokens.take();
        return new Command.Case(subject, branches);
    }

    private Command.Branch branch() {
        tokens.takes("(");
        var patterns = new ArrayList<Word>();
        patterns.add(tokens.takeWord().word());
        while (tokens.takes("|")) {
            patterns.add(tokens.takeWord().word());
        }
        tokens.expectOperator(")");
        var body = list();
        if (!tokens.takes(";;") && !tokens.peek().isKeyword("esac")) {
            throw tokens.peek().unexpected("");
        }
        tokens.skipNewlines();
        return new Command.Branch(patterns, body);
    }

    private Command simple() {
        var assignments = new ArrayList<Command.Assignment>();
        var words = new ArrayList<Word>();
        var redirects = new ArrayList<Redirect>();
        int line = tokens.peek().line();
        while (true) {
            var token = tokens.peek();
            if (isRedirect(token)) {
                redirects.add(redirect());
            } else if (token.isWord()) {
                tokens.take();
                var assignment = words.isEmpty() ? Command.Assignment.in(token.word()) : Optional.<Command.Assignment>empty();
                assignment.ifPresentOrElse(assignments::add, () -> words.add(token.word()));
            } else if (token.isOperator("(") && words.size() == 1 && assignments.isEmpty() && redirects.isEmpty()) {
                return function(words.getFirst());
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirects.isEmpty()) {
            throw tokens.peek().unexpected("");
        }
        return new Command.Simple(assignments, words, redirects, line);
    }

    private Command function(Word name) {
        tokens.take();
        tokens.expectOperator(")");
        tokens.skipNewlines();
        return new Command.Define(name.literal(), command());
    }

    private static boolean isRedirect(Token token) {
        boolean sign =
                token.kind() == Token.Kind.OPERATOR && "<>".indexOf(token.text().charAt(0)) >= 0;
        return sign || token.kind() == Token.Kind.NUMBER;
    }

    private Redirect redirect() {
        int number = tokens.peek().kind() == Token.Kind.NUMBER
                ? Integer.parseInt(tokens.take().text())
                : -1;
        String sign = tokens.take().text();
        var target = tokens.takeWord().word();
        int fd = number >= 0 ? number : sign.startsWith("<") ? 0 : 1;
        var kind =
                switch (sign) {
                    case "<" -> Redirect.Kind.READ;
                    case ">>" -> Redirect.Kind.APPEND;
                    case "<>" -> Redirect.Kind.READ_WRITE;
                    case "<&", ">&" -> Redirect.Kind.COPY;
                    case "<<" -> Redirect.Kind.HERE;
                    default -> Redirect.Kind.WRITE;
                };
        var redirect = new Redirect(fd, kind, target);
        if (kind == Redirect.Kind.HERE) {
            if (target.literal().startsWith("-")) {
                throw new SyntaxError(tokens.peek().line(), "this shell takes no tabs off here-documents");
            }
            tokens.hereDocument(redirect, target);
        }
        return redirect;
    }

    public static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
