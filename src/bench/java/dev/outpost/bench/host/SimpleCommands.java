package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.RedirectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        if (words.isEmpty()) {
            return bare(command);
        }
        try {
            if (words.getFirst().equals("exec")) {
                return exec(words.subList(1, words.size()), command.redirects());
            }
            var before = interpreter.redirections.apply(command.redirects());
            try {
                return assigned(command.assignments(), words);
            } finally {
                interpreter.redirections.restore(before);
            }
        } catch (Redirections.Failed failed) {
            if (builtins.isSpecial(words.getFirst())) {
                throw new Jump.Exit(2);
            }
            return 1;
        }
    }

    /** No words: the assignments stay, the redirections only happen. */
    private int bare(Command.Simple command) throws InterruptedException {
        try {
            interpreter.redirections.restore(interpreter.redirections.apply(command.redirects()));
        } catch (Redirections.Failed failed) {
            return 1;
        }
        var traced = new ArrayList<String>();
        for (var assignment : command.assignments()) {
            String value = interpreter.expander.single(assignment.value());
            shell.assign(assignment.name(), value);
            traced.add(assignment.name() + "=" + quoted(value));
        }
        trace(traced);
        return shell.substitution;
    }

    private int exec(List<String> words, List<RedirectRef> redirects) throws InterruptedException, Redirections.Failed {
        var before = interpreter.redirections.apply(redirects);
        if (words.isEmpty()) {
            interpreter.redirections.keep(before);
            return 0;
        }
        try {
            throw new Jump.Exit(shell.machine.launcher().replace(shell.call(words), words));
        } catch (NotRunnable missing) {
            shell.commandName = "exec";
            throw new Jump.Exit(told(words.getFirst(), missing));
        }
    }

    private int assigned(List<Command.Assignment> assignments, List<String> words) throws InterruptedException {
        var values = new LinkedHashMap<String, String>();
        var traced = new ArrayList<String>();
        for (var assignment : assignments) {
            String value = interpreter.expander.single(assignment.value());
            values.put(assignment.name(), value);
            traced.add(assignment.name() + "=" + quoted(value));
        }
        words.forEach(word -> traced.add(quoted(word)));
        trace(traced);
        if (builtins.isSpecial(words.getFirst())) {
            values.forEach(shell::assign);
            return dispatch(words);
        }
        return temporarily(values, words);
    }

    private int temporarily(Map<String, String> values, List<String> words) throws InterruptedException {
        var saved = new LinkedHashMap<String, Optional<Variables.Variable>>();
        values.forEach((name, value) -> {
            saved.put(name, shell.variables.save(name));
            shell.assign(name, value);
            shell.variables.export(name, true);
        });
        try {
            return dispatch(words);
        } finally {
            saved.forEach(shell.variables::restore);
        }
    }

    private int dispatch(List<String> words) throws InterruptedException {
        String name = words.getFirst();
        if (builtins.isSpecial(name)) {
            return builtins.run(words);
        }
        var function = shell.functions.get(name);
        if (function != null) {
            return call(function, words.subList(1, words.size()));
        }
        return builtins.has(name) ? builtins.run(words) : program(words);
    }

    /** Runs a command that is no function: a builtin, or a program. */
    int withoutFunctions(List<String> words) throws InterruptedException {
        return builtins.has(words.getFirst()) ? builtins.run(words) : program(words);
    }

    private int call(Command body, List<String> arguments) throws InterruptedException {
        var outer = shell.arguments;
        int loops = shell.loops;
        shell.arguments = List.copyOf(arguments);
        shell.loops = 0;
        shell.functionDepth++;
        shell.variables.enterFunction();
        try {
            return interpreter.run(body);
        } catch (Jump.Return back) {
            return back.status();
        } finally {
            shell.variables.leaveFunction();
            shell.functionDepth--;
            shell.loops = loops;
            shell.arguments = outer;
        }
    }

    private int program(List<String> words) throws InterruptedException {
        try {
            int status = shell.machine.launcher().foreground(shell.call(words), words);
            String said = obituary(status);
            if (!said.isEmpty()) {
                shell.fds.err().println(said);
            }
            return status;
        } catch (NotRunnable missing) {
            return told(words.getFirst(), missing);
        }
    }

    private int told(String name, NotRunnable missing) {
        shell.complain(name + ": " + missing.getMessage());
        return missing.status();
    }

    /** ash says how a child died, unless by SIGINT or SIGPIPE. */
    static String obituary(int status) {
        return switch (status) {
            case 129 -> "Hangup";
            case 137 -> "Killed";
            case 143 -> "Terminated";
            default -> "";
        };
    }

    private void trace(List<String> words) {
        if (shell.isOn('x') && !words.isEmpty()) {
            shell.fds.err().println(shell.variables.get("PS4", "+ ") + String.join(" ", words));
        }
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.matches("[A-Za-z0-9_@%+=:,./-]*");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
