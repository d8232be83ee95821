package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Command.Redirect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Runs simple commands: assignments, builtins, functions, programs. */
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
            var before = interpreter.redirections.apply(command.redirects());
            try {
                return assigned(command.assignments(), words);
            } finally {
                interpreter.redirections.restore(before);
            }
        } catch (FileError failed) {
            if (builtins.isSpecial(name)) {
                throw new Jump(Jump.Way.EXIT, 2);
            }
            return 1;
        }
    }

    private int exec(List<String> words, List<Redirect> redirects) throws InterruptedException, FileError {
        var before = interpreter.redirections.apply(redirects);
        if (words.isEmpty()) {
            interpreter.redirections.keep(before);
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
}
