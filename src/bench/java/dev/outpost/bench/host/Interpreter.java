package dev.outpost.bench.host;

import dev.outpost.bench.host.Descriptors.Descriptor;
import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Command.Redirect;
import dev.outpost.bench.sh.Parser;
import dev.outpost.bench.sh.SyntaxError;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Executes the commands of one shell, and makes copies of it: subshells, substitutions, background jobs, the parts of a pipeline. */
final class Interpreter {
    final Shell shell;
    final Expander expander;
    private final SimpleCommands simple;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.expander = new Expander(shell, this::output);
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
        } catch (Jump end) {
            shell.status = end.exited();
        }
        String trap = shell.exitTrap;
        shell.exitTrap = "";
        try {
            quietly(trap);
            return shell.status;
        } catch (Jump end) {
            return end.exited();
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
            case Command.Pipeline(var commands, boolean negated) -> pipeline(commands, negated);
            case Command.Background(Command inner) -> background(inner);
            case Command.Subshell(Command body) -> subshell(body);
            case Command.Redirected(Command inner, var redirects) -> redirected(inner, redirects);
            case Command.If choice -> run(run(choice.condition()) == 0 ? choice.then() : choice.otherwise());
            case Command.Loop(var condition, boolean until, var body) ->
                loop(body, () -> (run(condition) == 0) != until);
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

    /** Whether a loop has one more round; a {@code for} takes its next value then. */
    private interface Rounds {
        boolean hasNext() throws InterruptedException;
    }

    private int forEach(Command.For loop) throws InterruptedException {
        var values = loop.overArguments() ? shell.arguments : expander.fields(loop.words());
        var next = values.iterator();
        return loop(loop.body(), () -> {
            boolean more = next.hasNext();
            if (more) {
                shell.variables.set(loop.name(), next.next());
            }
            return more;
        });
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // virtual threads are not preempted: a busy script must not starve the others
    private int loop(Command body, Rounds rounds) throws InterruptedException {
        int status = 0;
        shell.loops++;
        try {
            while (rounds.hasNext()) {
                status = oneRound(body);
                Thread.yield();
            }
        } catch (Jump jump) {
            jump.leavesLoop();
            status = 0;
        } finally {
            shell.loops--;
        }
        return status;
    }

    private int oneRound(Command body) throws InterruptedException {
        try {
            return run(body);
        } catch (Jump jump) {
            if (jump.goesOn()) {
                return 0;
            }
            throw jump;
        }
    }

    private int redirected(Command command, List<Redirect> redirects) throws InterruptedException {
        try {
            var before = simple.apply(redirects);
            try {
                return run(command);
            } finally {
                simple.restore(before);
            }
        } catch (FileError failed) {
            return 1;
        }
    }

    /** A copy of this shell in the same process, as far as anybody can see. */
    int subshell(Command body) throws InterruptedException {
        return here(body, shell.fds.fork());
    }

    private int here(Command body, Descriptors fds) throws InterruptedException {
        int umask = shell.process.umask();
        try {
            return whole(new Shell(shell, shell.process, fds), body);
        } finally {
            shell.process.setUmask(umask);
        }
    }

    /** Runs a copy to its end; it owns its descriptors and closes them. */
    private static int whole(Shell copy, Command body) throws InterruptedException {
        var inner = new Interpreter(copy);
        try {
            return inner.toTheEnd(() -> inner.run(body));
        } finally {
            copy.fds.closeAll();
        }
    }

    String output(Command body) throws InterruptedException {
        var closed = new CountDownLatch(1);
        var caught = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.countDown();
            }
        };
        var fds = shell.fds.fork();
        fds.set(1, Descriptor.writing(caught));
        shell.substitution = here(body, fds);
        closed.await();
        return caught.toString(StandardCharsets.UTF_8).replace("\0", "").replaceFirst("\n+$", "");
    }

    int background(Command command) {
        var fds = shell.fds.fork();
        fds.set(0, Descriptor.reading(InputStream.nullInputStream()));
        var job = fork(command, fds);
        shell.jobs.add(job);
        shell.lastJob = job.pid();
        return 0;
    }

    /** Starts a copy of this shell on a thread of its own. */
    private SimProcess fork(Command command, Descriptors fds) {
        var frozen = new Shell(shell, shell.process, fds);
        return shell.machine
                .processes()
                .start(
                        Optional.of(shell.process),
                        shell.process.command(),
                        self -> whole(new Shell(frozen, self, fds), command));
    }

    int pipeline(List<Command> commands, boolean negated) throws InterruptedException {
        int status;
        if (commands.size() == 1) {
            status = run(commands.getFirst());
        } else {
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
            status = here(commands.getLast(), fds);
            for (var process : started) {
                process.await();
            }
        }
        return negated ? (status == 0 ? 1 : 0) : status;
    }
}
