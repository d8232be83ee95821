package dev.outpost.bench.sh;

import dev.outpost.bench.sh.Command.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a program into commands, one complete line after the other, as a shell reads it. */
public final class Parser {
    private static final Set<String> ENDS = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final Lexer tokens;

    private Parser(Lexer tokens) {
        this.tokens = tokens;
    }

    /** A parser at the beginning of a text; ash counts the lines of {@code -c} from 0, those of a file from 1. */
    public static Parser of(String text, int firstLine) {
        return new Parser(new Lexer(text, firstLine));
    }

    /** The next complete command, with all that follows on its line; nothing at the end. */
    public Optional<Command> next() {
        tokens.skipNewlines();
        if (tokens.peek().is("")) {
            return Optional.empty();
        }
        var commands = new ArrayList<Command>();
        while (startsCommand()) {
            commands.add(separated());
            if (tokens.takes("\n")) {
                return Optional.of(new Command.Sequence(commands));
            }
        }
        if (!tokens.peek().is("")) {
            throw tokens.peek().unexpected("");
        }
        return Optional.of(new Command.Sequence(commands));
    }

    static Command untilParenthesis(Lexer tokens) {
        var commands = new Parser(tokens).list();
        tokens.expect(")");
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
        if (!startsCommand() && !tokens.peek().is("")) {
            throw tokens.peek().unexpected("");
        }
        return list();
    }

    private boolean startsCommand() {
        var token = tokens.peek();
        return token.isWord() ? !ENDS.contains(token.text()) : token.is("(") || token.isRedirect();
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
        while (tokens.peek().is("&&") || tokens.peek().is("||")) {
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
            tokens.expect(")");
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
        while (tokens.peek().isRedirect()) {
            redirects.add(redirect());
        }
        return redirects.isEmpty() ? command : new Command.Redirected(command, redirects);
    }

    private Command group() {
        tokens.expect("{");
        var body = body();
        tokens.expect("}");
        return body;
    }

    private Command ifCommand() {
        tokens.take();
        var condition = body();
        tokens.expect("then");
        var then = body();
        if (tokens.peek().isKeyword("elif")) {
            return new Command.If(condition, then, ifCommand());
        }
        Command otherwise = new Command.Sequence(List.of());
        if (tokens.peek().isKeyword("else")) {
            tokens.take();
            otherwise = body();
        }
        tokens.expect("fi");
        return new Command.If(condition, then, otherwise);
    }

    private Command loop() {
        boolean until = tokens.take().text().equals("until");
        var condition = body();
        return new Command.Loop(condition, until, doneBody());
    }

    private Command doneBody() {
        tokens.expect("do");
        var body = body();
        tokens.expect("done");
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
        tokens.expect("in");
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
        tokens.expect(")");
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
            if (token.isRedirect()) {
                redirects.add(redirect());
            } else if (token.isWord()) {
                tokens.take();
                var assignment =
                        words.isEmpty() ? Command.Assignment.in(token.word()) : Optional.<Command.Assignment>empty();
                assignment.ifPresentOrElse(assignments::add, () -> words.add(token.word()));
            } else if (token.is("(") && words.size() == 1 && assignments.isEmpty() && redirects.isEmpty()) {
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
        tokens.expect(")");
        tokens.skipNewlines();
        return new Command.Define(name.literal(), command());
    }

    private Redirect redirect() {
        String token = tokens.take().text();
        String sign = token.replaceFirst("^[0-9]+", "");
        int standard = sign.startsWith("<") ? 0 : 1;
        int fd = sign.equals(token) ? standard : Integer.parseInt(token, 0, token.length() - sign.length(), 10);
        var target = tokens.takeWord().word();
        return new Redirect(fd, sign, sign.equals("<<") ? tokens.hereDocument(target) : target);
    }

    public static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
