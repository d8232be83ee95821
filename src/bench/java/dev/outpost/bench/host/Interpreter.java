package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Parser;
import dev.outpost.bench.sh.RedirectRef;
import dev.outpost.bench.sh.SyntaxError;
import dev.outpost.bench.sh.Word;
import java.util.List;

/** Executes the commands of one shell. */
final class Interpreter {
    final Shell shell;
    final Expander expander;
    final Redirections redirections;
    private final Forks forks;
    private final SimpleCommands simple;
    private final Traps traps;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.forks = new Forks(this);
        this.expander = new Expander(shell, forks::output);
        this.redirections = new Redirections(shell, expander);
        this.simple = new SimpleCommands(this);
        this.traps = new Traps(this);
    }

    /** Runs a program text to its end in this shell. */
    int text(String program) throws InterruptedException {
        try {
            var parser = Parser.of(program, shell.firstLine);
            int status = 0;
            for (var command = parser.next(); command.isPresent(); command = parser.next()) {
                status = run(command.get());
            }
            return status;
        } catch (SyntaxError error) {
            shell.line = error.line();
            throw shell.fatal(String.valueOf(error.getMessage()));
        }
    }

    /** Runs a whole shell: the text, then the trap of its exit; returns the exit status. */
    int toTheEnd(String program) throws InterruptedException {
        return toTheEnd(() -> text(program));
    }

    /** Something that gives a status. */
    interface Action {
        int run() throws InterruptedException;
    }

    int toTheEnd(Action action) throws InterruptedException {
        int status;
        try {
            status = action.run();
        } catch (Jump.Exit exit) {
            status = exit.status();
        } catch (Jump.Return back) {
            status = back.status();
        } catch (Jump.OutOfLoop stray) {
            status = 0;
        }
        shell.status = status;
        return traps.atExit();
    }

    int run(Command command) throws InterruptedException {
        shell.process.check();
        traps.runPending();
        int status = switch (command) {
            case Command.Simple one -> checked(simple.run(one));
            case Command.Sequence(var commands) -> sequence(commands);
            case Command.AndOr both -> andOr(both);
            case Command.Pipeline(var commands, boolean negated) -> forks.pipeline(commands, negated);
            case Command.Background(Command inner) -> forks.background(inner);
            case Command.Subshell(Command body) -> checked(forks.subshell(body));
            case Command.Redirected(Command inner, var redirects) -> redirected(inner, redirects);
            case Command.If choice -> choose(choice);
            case Command.Loop loop -> loop(loop);
            case Command.For loop -> forEach(loop);
            case Command.Case choice -> choose(choice);
            case Command.Define(String name, Command body) -> define(name, body);
        };
        shell.status = status;
        return status;
    }

    /** set -e: a failure that nobody tests ends the shell. */
    int checked(int status) {
        if (status != 0 && shell.tested == 0 && shell.isOn('e')) {
            throw new Jump.Exit(status);
        }
        return status;
    }

    private int sequence(List<Command> commands) throws InterruptedException {
        int status = 0;
        for (var command : commands) {
            status = run(command);
        }
        return status;
    }

    int tested(Command command) throws InterruptedException {
        shell.tested++;
        try {
            return run(command);
        } finally {
            shell.tested--;
        }
    }

    private int andOr(Command.AndOr both) throws InterruptedException {
        int left = tested(both.left());
        return (left == 0) == both.and() ? run(both.right()) : left;
    }

    private int choose(Command.If choice) throws InterruptedException {
        return run(tested(choice.condition()) == 0 ? choice.then() : choice.otherwise());
    }

    private int choose(Command.Case choice) throws InterruptedException {
        String subject = expander.single(choice.subject());
        for (var branch : choice.branches()) {
            for (Word pattern : branch.patterns()) {
                if (Glob.matches(expander.pattern(pattern), subject)) {
                    return run(branch.body());
                }
            }
        }
        return 0;
    }

    private int define(String name, Command body) {
        shell.functions.put(name, body);
        return 0;
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // virtual threads are not preempted: a busy script must not starve the others
    private int loop(Command.Loop loop) throws InterruptedException {
        int status = 0;
        shell.loops++;
        try {
            while ((tested(loop.condition()) == 0) != loop.until()) {
                status = oneRound(loop.body());
                Thread.yield();
            }
        } catch (Jump.OutOfLoop jump) {
            status = leave(jump);
        } finally {
            shell.loops--;
        }
        return status;
    }

    private int forEach(Command.For loop) throws InterruptedException {
        int status = 0;
        var values = loop.overArguments() ? shell.arguments : expander.fields(loop.words());
        shell.loops++;
        try {
            for (String value : values) {
                shell.assign(loop.name(), value);
                status = oneRound(loop.body());
            }
        } catch (Jump.OutOfLoop jump) {
            status = leave(jump);
        } finally {
            shell.loops--;
        }
        return status;
    }

    private int oneRound(Command body) throws InterruptedException {
        try {
            return run(body);
        } catch (Jump.OutOfLoop jump) {
            if (jump.goesOn() && jump.levels() == 1) {
                return 0;
            }
            throw jump;
        }
    }

    private static int leave(Jump.OutOfLoop jump) {
        if (jump.levels() > 1) {
            throw new Jump.OutOfLoop(jump.levels() - 1, jump.goesOn());
        }
        return 0;
    }

    private int redirected(Command command, List<RedirectRef> redirects) throws InterruptedException {
        try {
            var before = redirections.apply(redirects);
            try {
                return run(command);
            } finally {
                redirections.restore(before);
            }
        } catch (Redirections.Failed failed) {
            return checked(1);
        }
    }

    void defineTrap(Signal signal, String action) {
        traps.set(signal, action);
    }
}
