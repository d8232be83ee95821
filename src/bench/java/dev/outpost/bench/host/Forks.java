package dev.outpost.bench.host;

import dev.outpost.bench.host.Descriptors.Descriptor;
import dev.outpost.bench.sh.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Copies of a shell: subshells, substitutions, background jobs, the parts of a pipeline. */
final class Forks {
    private final Interpreter interpreter;
    private final Shell shell;

    Forks(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
    }

    /** A copy of this shell in the same process, as far as anybody can see. */
    int subshell(Command body) throws InterruptedException {
        return here(body, shell.fds.fork());
    }

    private int here(Command body, Descriptors fds) throws InterruptedException {
        int umask = shell.process.umask();
        try {
            return whole(shell.fork(shell.process, fds), body);
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
        var caught = new ByteArrayOutputStream();
        var closed = new CountDownLatch(1);
        var fds = shell.fds.fork();
        fds.set(1, Descriptor.writing(caught, closed::countDown));
        shell.substitution = here(body, fds);
        closed.await();
        return caught.toString(StandardCharsets.UTF_8).replace("\0", "").replaceFirst("\n+$", "");
    }

    int background(Command command) {
        var fds = shell.fds.fork();
        fds.set(0, Descriptor.empty());
        var job = fork(command, fds);
        shell.jobs.add(job);
        shell.lastJob = job.pid();
        return 0;
    }

    /** Starts a copy of this shell on a thread of its own. */
    private SimProcess fork(Command command, Descriptors fds) {
        var frozen = shell.fork(shell.process, fds);
        return shell.machine
                .processes()
                .start(
                        Optional.of(shell.process),
                        shell.process.command(),
                        self -> whole(frozen.fork(self, fds), command));
    }

    int pipeline(List<Command> commands, boolean negated) throws InterruptedException {
        int status;
        if (commands.size() == 1) {
            status = interpreter.run(commands.getFirst());
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
