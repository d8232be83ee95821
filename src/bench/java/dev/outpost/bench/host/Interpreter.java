package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Parser;
import dev.outpost.bench.sh.Redirect;
import dev.outpost.bench.sh.SyntaxError;
import java.util.List;

/** Executes the commands of one shell. */
final class Interpreter {
    final Shell shell;
    final Expander expander;
    final Redirections redirections;
    private final Forks forks;
    private final SimpleCommands simple;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.forks = new Forks(this);
        this.expander = new Expander(shell, forks::output);
        this.redirections = new Redirections(shell, expander);
        this.simple = new SimpleCommands(this);
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

    /** Something that gives a status. */
    interface Action {
        int run() throws InterruptedException;
    }

    /** Runs a whole shell: the action, then the trap of its exit; returns the exit status. */
    int toTheEnd(Action action) throws InterruptedException {
        try {
            shell.status = action.run();
        } catch (Jump.Exit exit) {
            shell.status = exit.number();
        } catch (Jump.Return back) {
            shell.status = back.number();
        } catch (Jump.OutOfLoop stray) {
            shell.status = 0;
        }
        String trap = shell.exitTrap;
        shell.exitTrap = "";
        try {
            quietly(trap);
            return shell.status;
        } catch (Jump.Exit exit) {
            return exit.number();
        }
    }

    /** A trap does not change the status that the script sees. */
    private void quietly(String action) throws InterruptedException {
        int status = shell.status;
        text(action);
        shell.status = status;
    }

    int run(Command command) throws InterruptedException {
        shell.process.check();
        for (var signal = shell.process.nextTrapped(); signal != null; signal = shell.process.nextTrapped()) {
            quietly(shell.traps.getOrDefault(signal, ""));
        }
        int status = switch (command) {
            case Command.Simple one -> simple.run(one);
            case Command.Sequence(var commands) -> sequence(commands);
            case Command.AndOr(var left, boolean and, var right) -> {
                int first = run(left);
                yield (first == 0) == and ? run(right) : first;
            }
            case Command.Pipeline(var commands, boolean negated) -> forks.pipeline(commands, negated);
            case Command.Background(Command inner) -> forks.background(inner);
            case Command.Subshell(Command body) -> forks.subshell(body);
            case Command.Redirected(Command inner, var redirects) -> redirected(inner, redirects);
            case Command.If choice -> run(run(choice.condition()) == 0 ? choice.then() : choice.otherwise());
            case Command.Loop loop -> loop(loop);
            case Command.For loop -> forEach(loop);
            case Command.Case choice -> choose(choice);
            case Command.Define(String name, Command body) -> {
                shell.functions.put(name, body);
                yield 0;
            }
        };
        shell.status = status;
        return status;
    }

    private int sequence(List<Command> commands) throws InterruptedException {
        int status = 0;
        for (var command : commands) {
            status = run(command);
        }
        return status;
    }

    private int choose(Command.Case choice) throws InterruptedException {
        String subject = expander.single(choice.subject());
        for (var branch : choice.branches()) {
            for (var pattern : branch.patterns()) {
                if (Glob.matches(expander.pattern(pattern), subject)) {
                    return run(branch.body());
                }
            }
        }
        return 0;
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // virtual threads are not preempted: a busy script must not starve the others
    private int loop(Command.Loop loop) throws InterruptedException {
        int status = 0;
        shell.loops++;
        try {
            while ((run(loop.condition()) == 0) != loop.until()) {
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
                shell.variables.set(loop.name(), value);
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
            if (jump.goesOn() && jump.number() == 1) {
                return 0;
            }
            throw jump;
        }
    }

    private static int leave(Jump.OutOfLoop jump) {
        if (jump.number() > 1) {
            throw new Jump.OutOfLoop(jump.number() - 1, jump.goesOn());
        }
        return 0;
    }

    private int redirected(Command command, List<Redirect> redirects) throws InterruptedException {
        try {
            var before = redirections.apply(redirects);
            try {
                return run(command);
            } finally {
                redirections.restore(before);
            }
        } catch (Redirections.Failed failed) {
            return 1;
        }
    }
}
