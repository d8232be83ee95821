package dev.outpost.bench.host;

import dev.outpost.bench.host.Descriptors.Descriptor;
import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Command.Redirect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Runs simple commands: redirections, assignments, builtins, functions, programs. */
final class SimpleCommands {
    private final Interpreter interpreter;
    private final Shell shell;
    private final Builtins builtins;

    SimpleCommands(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
        this.builtins = new Builtins(interpreter, this);
    }

    int run(Command.Simple command) throws InterruptedException {
        shell.line = command.line();
        shell.substitution = 0;
        var words = interpreter.expander.fields(command.words());
        String name = words.isEmpty() ? "" : words.getFirst();
        try {
            if (name.equals("exec")) {
                return exec(words.subList(1, words.size()), command.redirects());
            }
            var before = apply(command.redirects());
            try {
                return assigned(command.assignments(), words);
            } finally {
                restore(before);
            }
        } catch (FileError failed) {
            if (builtins.isSpecial(name)) {
                throw new Jump(Jump.Way.EXIT, 2);
            }
            return 1;
        }
    }

    private int exec(List<String> words, List<Redirect> redirects) throws InterruptedException, FileError {
        var before = apply(redirects);
        if (words.isEmpty()) {
            before.forEach(old -> old.file().ifPresent(Descriptor::release)); // closed for good
            return 0;
        }
        try {
            throw new Jump(Jump.Way.EXIT, shell.machine.launcher().replace(shell.call(words), words));
        } catch (FileError missing) {
            shell.commandName = "exec";
            throw new Jump(Jump.Way.EXIT, told(words.getFirst(), missing));
        }
    }

    /** Assignments stay where no words follow, or those of a special builtin; else they last for the command. */
    private int assigned(List<Command.Assignment> assignments, List<String> words) throws InterruptedException {
        boolean stay = words.isEmpty() || builtins.isSpecial(words.getFirst());
        var saved = new LinkedHashMap<String, Optional<Variables.Variable>>();
        for (var assignment : assignments) {
            String name = assignment.name();
            saved.put(name, shell.variables.save(name));
            shell.variables.set(name, interpreter.expander.single(assignment.value()));
            if (!stay) {
                shell.variables.export(name);
            }
        }
        if (words.isEmpty()) {
            return shell.substitution;
        }
        try {
            return dispatch(words);
        } finally {
            if (!stay) {
                saved.forEach(shell.variables::restore);
            }
        }
    }

    private int dispatch(List<String> words) throws InterruptedException {
        var function = shell.functions.get(words.getFirst());
        return function == null || builtins.isSpecial(words.getFirst())
                ? withoutFunctions(words)
                : call(function, words.subList(1, words.size()));
    }

    /** Runs a command that is no function: a builtin, or a program. */
    int withoutFunctions(List<String> words) throws InterruptedException {
        if (builtins.has(words.getFirst())) {
            return builtins.run(words);
        }
        try {
            return shell.machine.launcher().foreground(shell.call(words), words);
        } catch (FileError missing) {
            return told(words.getFirst(), missing);
        }
    }

    private int call(Command body, List<String> arguments) throws InterruptedException {
        var outer = shell.arguments;
        int loops = shell.loops;
        shell.arguments = List.copyOf(arguments);
        shell.loops = 0;
        shell.variables.enterFunction();
        try {
            return interpreter.run(body);
        } catch (Jump back) {
            return back.returned();
        } finally {
            shell.variables.leaveFunction();
            shell.loops = loops;
            shell.arguments = outer;
        }
    }

    private int told(String name, FileError missing) {
        shell.complain(name + ": " + (missing.isMissing() ? "not found" : missing.words()));
        return Launcher.status(missing);
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

    private Optional<Descriptor> open(Redirect redirect) throws FileError, InterruptedException {
        String target = interpreter.expander.single(redirect.target());
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
            shell.complain("can't " + (reads ? "open " : "create ") + target + ": "
                    + (gone ? missing : FileError.words(failure)));
            throw new FileError(Errno.EIO, target);
        }
    }
}
