package dev.outpost.bench.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands that the shell does itself. */
final class Builtins {
    private static final Set<String> SPECIAL = Set.of(
            ":",
            ".",
            "break",
            "continue",
            "eval",
            "exec",
            "exit",
            "export",
            "readonly",
            "return",
            "set",
            "shift",
            "times",
            "trap",
            "unset");

    private final Shell shell;
    private final Map<String, Builtin> all = new HashMap<>();

    /** One of them; the words are those behind its name. */
    @FunctionalInterface
    interface Builtin {
        int run(List<String> words) throws InterruptedException, IOException;
    }

    Builtins(Interpreter interpreter, SimpleCommands simple) {
        this.shell = interpreter.shell;
        new ControlBuiltins(interpreter, simple, this).addTo(all);
        new VariableBuiltins(shell).addTo(all);
        new JobBuiltins(interpreter).addTo(all);
        new FolderBuiltins(shell).addTo(all);
        all.put("read", new ReadBuiltin(shell));
        program("echo", new Echo());
        program("printf", new Printf());
        program("test", Test.word());
        program("[", Test.bracket());
        program("true", call -> 0);
        program("false", call -> 1);
        all.put(":", words -> 0);
    }

    /** A builtin that is a program, too. */
    private void program(String name, Program program) {
        all.put(name, words -> {
            var args = new ArrayList<>(List.of(shell.arg0));
            args.addAll(words);
            return program.run(shell.call(args));
        });
    }

    boolean isSpecial(String name) {
        return SPECIAL.contains(name);
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    int run(List<String> words) throws InterruptedException {
        var outer = shell.commandName;
        shell.commandName = words.getFirst();
        try {
            var builtin = all.get(words.getFirst());
            int status = builtin == null ? 127 : builtin.run(words.subList(1, words.size()));
            return written(status);
        } catch (IOException failure) {
            shell.complain(FileError.words(failure));
            return 1;
        } finally {
            shell.commandName = outer;
        }
    }

    private int written(int status) {
        var out = shell.fds.out();
        var failure = out.failure();
        if (failure.isEmpty()) {
            return status;
        }
        out.forgive();
        shell.fds.err().println(shell.arg0 + ": write error: " + failure.get());
        return 1;
    }
}
