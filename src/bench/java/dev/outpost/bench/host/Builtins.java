package dev.outpost.bench.host;

import dev.outpost.bench.sh.Parser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The commands that the shell does itself. */
final class Builtins {
    private static final Set<String> SPECIAL = Set.of(
            ":", ".", "break", "continue", "eval", "exec", "exit", "export", "return", "set", "shift", "trap", "unset");

    private final Interpreter interpreter;
    private final SimpleCommands simple;
    private final Shell shell;
    private final Map<String, Builtin> all = new HashMap<>();

    /** One of them; the words are those behind its name. */
    @FunctionalInterface
    interface Builtin {
        int run(List<String> words) throws InterruptedException, IOException;
    }

    Builtins(Interpreter interpreter, SimpleCommands simple) {
        this.interpreter = interpreter;
        this.simple = simple;
        this.shell = interpreter.shell;
        all.put("break", words -> leaveLoop(words, Jump.Way.BREAK));
        all.put("continue", words -> leaveLoop(words, Jump.Way.CONTINUE));
        all.put("return", words -> {
            throw new Jump(Jump.Way.RETURN, status(words));
        });
        all.put("exit", words -> {
            throw new Jump(Jump.Way.EXIT, status(words));
        });
        all.put("eval", this::eval);
        all.put(".", this::source);
        all.put("command", this::command);
        all.put("cd", this::cd);
        all.put("pwd", words -> {
            shell.fds.out().println(shell.cwd);
            return 0;
        });
        all.put("umask", this::umask);
        all.put("export", words -> declare(words, shell.variables::export));
        all.put("unset", this::unset);
        all.put("local", this::local);
        all.put("set", this::set);
        all.put("shift", this::shift);
        all.put("read", this::read);
        new JobBuiltins(shell).addTo(all);
        program("echo", Printf::echo);
        program("printf", new Printf());
        program("test", new Test(false));
        program("[", new Test(true));
        program("true", call -> 0);
        program("false", call -> 1);
        all.put(":", words -> 0);
    }

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

    private int leaveLoop(List<String> words, Jump.Way way) {
        if (shell.loops == 0) {
            return 0;
        }
        int levels = words.isEmpty() ? 1 : number(words.getFirst());
        throw new Jump(way, Math.min(levels, shell.loops));
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

    private int eval(List<String> words) throws InterruptedException {
        shell.commandName = null;
        return words.isEmpty() ? 0 : interpreter.text(String.join(" ", words));
    }

    private int source(List<String> words) throws InterruptedException {
        String text;
        try {
            text = shell.machine.files().text(shell.path(words.getFirst()));
        } catch (IOException failure) {
            throw shell.fatal("can't open '" + words.getFirst() + "': " + FileError.words(failure));
        }
        shell.commandName = words.getFirst();
        int firstLine = shell.firstLine;
        shell.firstLine = 1;
        try {
            return interpreter.text(text);
        } catch (Jump back) {
            return back.returned();
        } finally {
            shell.firstLine = firstLine;
        }
    }

    /** Runs what is no function; {@code -v} says what would run. */
    private int command(List<String> words) throws InterruptedException {
        if (!words.getFirst().equals("-v")) {
            shell.commandName = null;
            return simple.withoutFunctions(words);
        }
        String name = words.get(1);
        boolean ours = shell.functions.containsKey(name) || has(name);
        var found = ours
                ? Optional.of(name)
                : shell.machine
                        .launcher()
                        .which(shell.call(List.of("sh")), name)
                        .filter(path -> shell.machine
                                .files()
                                .stat(path)
                                .filter(FileStat::isExecutable)
                                .isPresent());
        found.ifPresent(shell.fds.out()::println);
        return found.isPresent() ? 0 : 127;
    }

    private int cd(List<String> words) {
        String target = words.isEmpty() ? shell.variables.get("HOME", "/") : words.getLast();
        String path =
                Path.of("/" + shell.path(target)).normalize().toString(); // no link is asked for, as POSIX wants it
        var stat = shell.machine.files().stat(path);
        if (stat.isEmpty() || !stat.get().isFolder()) {
            String why = stat.isEmpty() ? Errno.ENOENT.words() : Errno.ENOTDIR.words();
            shell.complain("can't cd to " + target + ": " + why);
            return 2;
        }
        shell.cwd = path;
        shell.variables.set("PWD", path);
        return 0;
    }

    private int umask(List<String> words) {
        if (words.isEmpty()) {
            shell.fds.out().printf("%04o%n", shell.process.umask());
        } else {
            shell.process.setUmask(Integer.parseInt(words.getFirst(), 8));
        }
        return 0;
    }

    /** What is done with the name of each {@code NAME[=VALUE]}, before it gets its value. */
    private int declare(List<String> words, Consumer<String> named) {
        for (String word : words) {
            var halves = word.split("=", 2);
            if (!Parser.isName(halves[0])) {
                throw shell.fatal(halves[0] + ": bad variable name");
            }
            named.accept(halves[0]);
            if (halves.length > 1) {
                shell.variables.set(halves[0], halves[1]);
            }
        }
        return 0;
    }

    private int unset(List<String> words) {
        words.forEach(shell.variables::unset);
        return 0;
    }

    private int local(List<String> words) {
        return declare(words, name -> {
            if (!shell.variables.local(name)) {
                throw shell.fatal("not in a function");
            }
            shell.variables.unset(name);
        });
    }

    /** Sets parameters, and the options -u and -f. */
    private int set(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--") || !word.matches("[-+].+")) {
                shell.arguments = List.copyOf(words.subList(word.equals("--") ? i + 1 : i, words.size()));
                return 0;
            }
            for (char letter : word.substring(1).toCharArray()) {
                if ("uf".indexOf(letter) < 0) {
                    throw shell.fatal("illegal option -" + letter);
                }
                if (word.startsWith("-")) {
                    shell.options.add(letter);
                } else {
                    shell.options.remove(letter);
                }
            }
        }
        return 0;
    }

    private int shift(List<String> words) {
        int count = words.isEmpty() ? 1 : Integer.parseInt(words.getFirst());
        if (count > shell.arguments.size()) {
            return 1;
        }
        shell.arguments = List.copyOf(shell.arguments.subList(count, shell.arguments.size()));
        return 0;
    }

    /**
     * Takes one line from the standard input, byte by byte, and not one byte more. A backslash is always itself, as with -r; -s, -n and -t are
     * taken and do nothing.
     */
    private int read(List<String> words) throws IOException {
        int at = 0;
        while (at < words.size() && words.get(at).matches("-.+")) {
            at += words.get(at).matches("-[tn]") ? 2 : 1;
        }
        var line = new ByteArrayOutputStream();
        int c = shell.fds.in().read();
        while (c >= 0 && c != '\n') {
            if (c != 0) {
                line.write(c);
            }
            c = shell.fds.in().read();
        }
        var names = words.subList(at, words.size());
        var values = split(line.toString(StandardCharsets.UTF_8), names.size());
        for (int i = 0; i < names.size(); i++) {
            shell.variables.set(names.get(i), i < values.length ? values[i] : "");
        }
        return c < 0 ? 1 : 0;
    }

    /** At most so many values; blanks among the separators count as one, and not at all at both ends. */
    private String[] split(String line, int most) {
        String separators = shell.variables.get("IFS", " \t\n");
        String blank = oneOf(separators.replaceAll("[^ \t\n]", ""));
        String between = "%1$s*%2$s%1$s*|%1$s+".formatted(blank, oneOf(separators.replaceAll("[ \t\n]", "")));
        String bare = line.replaceFirst("^" + blank + "+", "").replaceFirst(blank + "+$", "");
        return bare.split(between, most);
    }

    private static String oneOf(String characters) {
        return characters.isEmpty() ? "[^\\s\\S]" : "[" + Pattern.quote(characters) + "]";
    }
}
