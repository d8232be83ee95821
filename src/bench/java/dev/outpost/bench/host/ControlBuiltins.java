package dev.outpost.bench.host;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builtins that steer a script: break, continue, return, exit, eval, dot, command, type, time of day excluded. */
final class ControlBuiltins {
    private final Interpreter interpreter;
    private final SimpleCommands simple;
    private final Builtins builtins;
    private final Shell shell;

    ControlBuiltins(Interpreter interpreter, SimpleCommands simple, Builtins builtins) {
        this.interpreter = interpreter;
        this.simple = simple;
        this.builtins = builtins;
        this.shell = interpreter.shell;
    }

    void addTo(Map<String, Builtins.Builtin> all) {
        all.put("break", words -> loop(words, false));
        all.put("continue", words -> loop(words, true));
        all.put("return", words -> {
            throw new Jump.Return(status(words));
        });
        all.put("exit", words -> {
            throw new Jump.Exit(status(words));
        });
        all.put("eval", words -> {
            shell.commandName = null;
            return words.isEmpty() ? 0 : interpreter.text(String.join(" ", words));
        });
        all.put(".", this::source);
        all.put("source", this::source);
        all.put("command", this::command);
        all.put("type", this::type);
    }

    private int loop(List<String> words, boolean goesOn) {
        if (shell.loops == 0) {
            return 0;
        }
        int levels = words.isEmpty() ? 1 : number(words.getFirst());
        throw new Jump.OutOfLoop(Math.min(levels, shell.loops), goesOn);
    }

    private int status(List<String> words) {
        return words.isEmpty() ? shell.status : number(words.getFirst()) & 0xff;
    }

    private int number(String word) {
        if (!word.matches("\\d{1,9}")) {
            throw shell.fatal("Illegal number: " + word);
        }
        return Integer.parseInt(word);
    }

    private int source(List<String> words) throws InterruptedException {
        if (words.isEmpty()) {
            throw shell.fatal("filename argument required");
        }
        String text;
        try {
            text = shell.machine.files().text(sourcePath(words.getFirst()));
        } catch (IOException failure) {
            throw shell.fatal("can't open '" + words.getFirst() + "': " + FileError.words(failure));
        }
        var outer = shell.arguments;
        boolean own = words.size() > 1;
        shell.arguments = own ? List.copyOf(words.subList(1, words.size())) : outer;
        shell.commandName = words.getFirst();
        int firstLine = shell.firstLine;
        shell.firstLine = 1;
        try {
            return interpreter.text(text);
        } catch (Jump.Return back) {
            return back.status();
        } finally {
            shell.firstLine = firstLine;
            shell.arguments = own ? outer : shell.arguments;
        }
    }

    private String sourcePath(String name) {
        if (name.contains("/")) {
            return shell.path(name);
        }
        return shell.machine.launcher().which(shell.call(List.of("sh")), name).orElse(shell.path(name));
    }

    private int command(List<String> words) throws InterruptedException {
        if (words.isEmpty()) {
            return 0;
        }
        if (words.getFirst().equals("-v") || words.getFirst().equals("-V")) {
            return words.size() < 2 ? 2 : find(words.get(1), words.getFirst().equals("-V"));
        }
        var rest = words.getFirst().equals("-p") ? words.subList(1, words.size()) : words;
        shell.commandName = null;
        return simple.withoutFunctions(rest);
    }

    private int find(String name, boolean verbose) {
        if (verbose) {
            return type(List.of(name));
        }
        var found = isOurs(name)
                ? Optional.of(name)
                : shell.machine
                        .launcher()
                        .which(shell.call(List.of("sh")), name)
                        .filter(this::runs);
        found.ifPresent(shell.fds.out()::println);
        return found.isPresent() ? 0 : 127;
    }

    private boolean runs(String path) {
        return shell.machine.files().stat(path).filter(FileStat::isExecutable).isPresent();
    }

    private boolean isOurs(String name) {
        return shell.functions.containsKey(name)
                || isVisible(name)
                || List.of("if", "while", "for", "case", "until", "{", "}", "!", "exec", "then", "do")
                        .contains(name);
    }

    private boolean isVisible(String name) {
        return builtins.has(name);
    }

    private int type(List<String> words) {
        int status = 0;
        for (String name : words) {
            var path = shell.machine.launcher().which(shell.call(List.of("sh")), name);
            String what = shell.functions.containsKey(name)
                    ? name + " is a function"
                    : builtins.isSpecial(name)
                            ? name + " is a special shell builtin"
                            : isVisible(name)
                                    ? name + " is a shell builtin"
                                    : path.map(file -> name + " is " + file).orElse(name + ": not found");
            shell.fds.out().println(what);
            status = what.endsWith(": not found") ? 127 : status;
        }
        return status;
    }
}
