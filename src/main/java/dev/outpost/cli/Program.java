package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.ProblemException;
import dev.outpost.text.MistakesInFile;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** One run of the program: from words on the command line to an exit code. */
final class Program {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 100;
    private static final Set<String> SPEAK_OF_ALL = Set.of("help", "completion");

    final Frame frame;

    Program(Surroundings around) {
        this.frame = new Frame(around);
    }

    /** Runs the command; whatever happens, it ends here with a line and a code. */
    Exit run(List<String> words) {
        if (asksForJson(words)) {
            frame.format = Frame.Format.json;
        }
        var exit = ended(words);
        frame.around().out().flush();
        return exit;
    }

    private Exit ended(List<String> words) {
        try {
            return List.of(Exit.values()).get(commandLine(words).execute(words.toArray(String[]::new)));
        } catch (StackOverflowError | ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            return frame.fail(Mistakes.bug(e, frame.verbose));
        }
    }

    /** Known before the words are parsed, so that a mistake among them is told as a document too. */
    private static boolean asksForJson(List<String> words) {
        var at = words.indexOf("--format");
        return words.contains("--format=json")
                || (at >= 0 && at + 1 < words.size() && words.get(at + 1).equals("json"));
    }

    /** The whole command tree. */
    CommandLine commandLine() {
        return tree(Outpost.commands());
    }

    /** A command that is named at once needs no other one, and half of a short run is making them; some speak of all. */
    private CommandLine commandLine(List<String> words) {
        var all = Outpost.commands();
        var named = all.stream()
                .filter(each -> !words.isEmpty() && words.getFirst().equals(name(each)))
                .filter(each -> !SPEAK_OF_ALL.contains(name(each)))
                .toList();
        return tree(named.isEmpty() ? all : named);
    }

    private static String name(Object command) {
        return Optional.ofNullable(command.getClass().getAnnotation(Command.class))
                .map(Command::name)
                .orElse("");
    }

    private CommandLine tree(List<Object> commands) {
        var around = frame.around();
        var line = new CommandLine(new Outpost(frame));
        commands.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(frame.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(around.width(), NARROWEST, WIDEST));
        settle(line, new HelpPage(Math.clamp(around.width(), Console.NARROWEST, WIDEST)));
        line.setExecutionStrategy(Program::executed);
        line.setParameterExceptionHandler((e, words) -> usage(e).code());
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e).code());
        return line;
    }

    private static void settle(CommandLine line, HelpPage page) {
        line.getCommandSpec().versionProvider(HelpCommand.Version::words);
        page.settle(line);
        line.getSubcommands().values().forEach(below -> settle(below, page));
    }

    /** A word that means nothing is told, though help is asked for beside it. */
    private static int executed(ParseResult parsed) {
        for (var each = parsed; ; each = each.subcommand()) {
            if (!each.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(each.commandSpec().commandLine(), each.unmatched());
            }
            if (!each.hasSubcommand()) {
                return new RunLast().execute(parsed);
            }
        }
    }

    private Exit usage(ParameterException e) {
        if (e.getCause() instanceof ProblemException problem) {
            return frame.fail(problem.problem());
        }
        if (String.valueOf(e.getMessage()).startsWith("Missing required subcommand") && !frame.json()) {
            e.getCommandLine().usage(e.getCommandLine().getErr());
            return Exit.USAGE;
        }
        return frame.fail(Mistakes.usage(e));
    }

    private Exit failed(Exception e) {
        return switch (e) {
            case MistakesInFile mistakes -> frame.fail(mistakes);
            case ProblemException problem -> frame.fail(problem.problem());
            case UncheckedIOException io
            when io.getCause() instanceof FileSystemException file -> frame.fail(Mistakes.file(file));
            case FileSystemException file -> frame.fail(Mistakes.file(file));
            default -> frame.fail(Mistakes.bug(e, frame.verbose));
        };
    }
}
