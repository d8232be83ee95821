package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a program into commands, one complete line after the other, as a shell reads it. */
public final class Parser {
    private static final Set<String> ENDS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final Tokens tokens;
    private final SimpleReader simple;

    private Parser(Source source) {
        this.tokens = new Tokens(source);
        this.simple = new SimpleReader(tokens, this);
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
            throw Tokens.unexpected(tokens.peek());
        }
        return Optional.of(new Command.Sequence(commands));
    }

    static Command whole(String text, int line) {
        var parser = new Parser(new Source(text, line));
        var commands = parser.list();
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw Tokens.unexpected(parser.tokens.peek());
        }
        return commands;
    }

    static Command untilParenthesis(Source source) {
        var parser = new Parser(source);
        var commands = parser.list();
        parser.tokens.expectOperator(")");
        return commands;
    }

    // --- lists

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
            throw Tokens.unexpected(tokens.peek());
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
        if (tokens.peek().isOperator("&")) {
            tokens.take();
            return new Command.Background(command);
        }
        if (tokens.peek().isOperator(";")) {
            tokens.take();
        }
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
        while (tokens.peek().isWord("!")) {
            tokens.take();
            negated = !negated;
        }
        var commands = new ArrayList<Command>();
        commands.add(command());
        while (tokens.peek().isOperator("|")) {
            tokens.take();
            tokens.skipNewlines();
            commands.add(command());
        }
        return commands.size() == 1 && !negated ? commands.getFirst() : new Command.Pipeline(commands, negated);
    }

    // --- commands

    Command command() {
        var token = tokens.peek();
        if (token.isOperator("(")) {
            tokens.take();
            var body = body();
            tokens.expectOperator(")");
            return redirected(new Command.Subshell(body));
        }
        return switch (token.text()) {
            case "if" -> compound(this::ifCommand);
            case "while", "until" -> compound(this::loop);
            case "for" -> compound(this::forCommand);
            case "case" -> compound(this::caseCommand);
            case "{" -> compound(this::group);
            default -> simple.read();
        };
    }

    private interface Rule {
        Command read();
    }

    private Command compound(Rule rule) {
        return redirected(rule.read());
    }

    private Command redirected(Command command) {
        var redirects = new ArrayList<RedirectRef>();
        while (SimpleReader.isRedirect(tokens.peek())) {
            redirects.add(simple.redirect());
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
        if (tokens.peek().isWord("elif")) {
            return new Command.If(condition, then, ifCommand());
        }
        Command otherwise = new Command.Sequence(List.of());
        if (tokens.peek().isWord("else")) {
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
        boolean overArguments = !tokens.peek().isWord("in");
        var words = new ArrayList<Word>();
        if (!overArguments) {
            tokens.take();
            while (tokens.peek().kind() == Token.Kind.WORD || tokens.peek().kind() == Token.Kind.NUMBER) {
                words.add(tokens.take().word());
            }
        }
        if (tokens.peek().isOperator(";")) {
            tokens.take();
        }
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
        while (!tokens.peek().isWord("esac")) {
            branches.add(branch());
        }
        tokens.take();
        return new Command.Case(subject, branches);
    }

    private Command.Branch branch() {
        if (tokens.peek().isOperator("(")) {
            tokens.take();
        }
        var patterns = new ArrayList<Word>();
        patterns.add(tokens.takeWord().word());
        while (tokens.peek().isOperator("|")) {
            tokens.take();
            patterns.add(tokens.takeWord().word());
        }
        tokens.expectOperator(")");
        var body = list();
        if (tokens.peek().isOperator(";;")) {
            tokens.take();
        } else if (!tokens.peek().isWord("esac")) {
            throw Tokens.unexpected(tokens.peek());
        }
        tokens.skipNewlines();
        return new Command.Branch(patterns, body);
    }

    /** Whether a text can name a variable. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
