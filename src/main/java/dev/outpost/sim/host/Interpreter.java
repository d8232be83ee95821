package dev.outpost.sim.host;

import dev.outpost.sim.sh.Command;
import dev.outpost.sim.sh.Parser;
import dev.outpost.sim.sh.RedirectRef;
import dev.outpost.sim.sh.SyntaxError;
import dev.outpost.sim.sh.Word;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Executes the commands of one shell. */
final class Interpreter {
    final Shell shell;
    final Expander expander;
    final Redirections redirections;
    private final SimpleCommands simple;
    private final Traps traps;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.expander = new Expander(shell, this::output);
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
            case Command.Pipeline(var commands, boolean negated) -> pipeline(commands, negated);
            case Command.Background(Command inner) -> background(inner);
            case Command.Subshell(Command body) -> checked(subshell(body));
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
    private int checked(int status) {
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

    private int tested(Command command) throws InterruptedException {
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

    /** A copy of this shell in the same process, as far as anybody can see. */
    private int subshell(Command body) throws InterruptedException {
        int umask = shell.process.umask();
        var copy = shell.fork(shell.process, shell.fds.fork());
        try {
            return whole(copy, body);
        } finally {
            copy.fds.closeAll();
            shell.process.setUmask(umask);
        }
    }

    private static int whole(Shell copy, Command body) throws InterruptedException {
        var inner = new Interpreter(copy);
        return inner.toTheEnd(() -> inner.run(body));
    }

    private String output(Command body) throws InterruptedException {
        var caught = new ByteArrayOutputStream();
        var closed = new CountDownLatch(1);
        int umask = shell.process.umask();
        var copy = shell.fork(shell.process, shell.fds.fork());
        copy.fds.set(1, Descriptor.writing(new Output(caught), closed::countDown));
        try {
            shell.substitution = whole(copy, body);
        } finally {
            copy.fds.closeAll();
            shell.process.setUmask(umask);
        }
        closed.await();
        return caught.toString(StandardCharsets.UTF_8).replace("\0", "").replaceFirst("\n+$", "");
    }

    private int background(Command command) {
        var fds = shell.fds.fork();
        fds.set(0, Descriptor.empty());
        var job = fork(command, fds);
        shell.jobs.add(job);
        shell.lastJob = job.pid();
        return 0;
    }

    /** Starts a copy of this shell on a thread of its own; it owns the descriptors and closes them. */
    private SimProcess fork(Command command, Descriptors fds) {
        var frozen = shell.fork(shell.process, fds);
        return shell.machine.processes().start(Optional.of(shell.process), shell.process.command(), self -> {
            var copy = frozen.fork(self, fds);
            try {
                return whole(copy, command);
            } finally {
                copy.fds.closeAll();
            }
        });
    }

    private int pipeline(List<Command> commands, boolean negated) throws InterruptedException {
        if (commands.size() == 1) {
            return tested(commands.getFirst()) == 0 ? 1 : 0;
        }
        var statuses = new ArrayList<Integer>();
        var started = new ArrayList<SimProcess>();
        var fds = shell.fds.fork();
        for (var command : commands.subList(0, commands.size() - 1)) {
            var pipe = new Pipe();
            var next = fds.fork();
            fds.set(1, pipe.writer());
            next.set(0, pipe.reader());
            started.add(fork(command, fds));
            fds = next;
        }
        int last = lastOfPipeline(commands.getLast(), fds);
        for (var process : started) {
            statuses.add(process.await());
        }
        statuses.add(last);
        int status = shell.pipeFail ? Collections.max(statuses) : last;
        if (negated) {
            return status == 0 ? 1 : 0;
        }
        return checked(status);
    }

    private int lastOfPipeline(Command command, Descriptors fds) throws InterruptedException {
        int umask = shell.process.umask();
        var copy = shell.fork(shell.process, fds);
        try {
            return whole(copy, command);
        } finally {
            copy.fds.closeAll();
            shell.process.setUmask(umask);
        }
    }

    void defineTrap(Signal signal, String action) {
        traps.set(signal, action);
    }
}
