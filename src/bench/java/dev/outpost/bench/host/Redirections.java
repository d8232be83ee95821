package dev.outpost.bench.host;

import dev.outpost.bench.host.Descriptors.Descriptor;
import dev.outpost.bench.sh.Command.Redirect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Opens what a command is redirected to, and puts back what was there. */
final class Redirections {
    private final Shell shell;
    private final Expander expander;

    Redirections(Shell shell, Expander expander) {
        this.shell = shell;
        this.expander = expander;
    }

    /** What was there before. */
    record Before(int fd, Optional<Descriptor> file) {}

    /**
     * Applies them in order; the result restores the old state, or is forgotten by {@code exec}.
     *
     * @throws FileError when one failed; that is told already
     */
    Deque<Before> apply(List<Redirect> redirects) throws FileError, InterruptedException {
        var before = new ArrayDeque<Before>();
        for (var redirect : redirects) {
            try {
                var opened = open(redirect);
                before.push(new Before(redirect.fd(), shell.fds.swap(redirect.fd(), opened)));
            } catch (FileError failed) {
                restore(before);
                throw failed;
            }
        }
        return before;
    }

    void restore(Deque<Before> before) {
        for (var old : before) {
            shell.fds.swap(old.fd(), old.file()).ifPresent(Descriptor::release);
        }
    }

    /** exec: what was there is closed for good. */
    void keep(Deque<Before> before) {
        before.forEach(old -> old.file().ifPresent(Descriptor::release));
    }

    private Optional<Descriptor> open(Redirect redirect) throws FileError, InterruptedException {
        String target = expander.single(redirect.target());
        return switch (redirect.sign()) {
            case "<<" ->
                Optional.of(Descriptor.reading(new ByteArrayInputStream(target.getBytes(StandardCharsets.UTF_8))));
            case "<&", ">&" -> copy(target);
            default -> Optional.of(file(redirect.sign(), target));
        };
    }

    private Optional<Descriptor> copy(String target) throws FileError {
        if (target.equals("-")) {
            return Optional.empty();
        }
        var file = target.matches("[0-9]+") ? shell.fds.get(Integer.parseInt(target)) : Optional.<Descriptor>empty();
        if (file.isEmpty()) {
            shell.complain(target.matches("[0-9]+") ? target + ": Bad file descriptor" : "bad fd number");
            throw new FileError(Errno.EBADF, target);
        }
        return file.map(Descriptor::hold);
    }

    private Descriptor file(String sign, String target) throws FileError {
        var files = shell.machine.files();
        String path = shell.path(target);
        boolean reads = sign.equals("<");
        try {
            if (reads) {
                return Descriptor.reading(files.openRead(path));
            }
            var out = files.openWrite(path, !sign.equals(">"), 0666 & ~shell.process.umask());
            return sign.equals("<>") ? new Descriptor(files.openRead(path), out) : Descriptor.writing(out);
        } catch (IOException failure) {
            boolean gone = failure instanceof FileError error && error.isMissing();
            String missing = reads ? "no such file" : "nonexistent directory";
            shell.complain(
                    "can't " + (reads ? "open " : "create ") + target + ": " + (gone ? missing : FileError.words(failure)));
            throw new FileError(Errno.EIO, target);
        }
    }
}
