package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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

    String output(Command body) throws InterruptedException {
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

    int background(Command command) {
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

    int pipeline(List<Command> commands, boolean negated) throws InterruptedException {
        if (commands.size() == 1) {
            return interpreter.tested(commands.getFirst()) == 0 ? 1 : 0;
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
        return interpreter.checked(status);
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
}
