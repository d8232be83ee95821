package dev.outpost.bench.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The program {@code sh}: {@code -c TEXT}, {@code -s}, a file, or its standard input. */
public final class ShellProgram implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var options = new ArrayList<Character>();
        boolean fromText = false;
        boolean fromStdin = false;
        while (!words.isEmpty() && words.getFirst().matches("[-+][a-zA-Z]+")) {
            String option = words.removeFirst();
            for (char letter : option.substring(1).toCharArray()) {
                fromText |= letter == 'c';
                fromStdin |= letter == 's';
                if ("uf".indexOf(letter) >= 0 && option.startsWith("-")) {
                    options.add(letter);
                }
            }
        }
        if (fromText) {
            return text(call, words, options);
        }
        if (fromStdin || words.isEmpty()) {
            String program = new String(call.in().readAllBytes(), StandardCharsets.UTF_8);
            return finish(new Shell(call, call.args().getFirst(), words), options, program);
        }
        return file(call, words, options);
    }

    private static int text(Call call, List<String> words, List<Character> options) throws InterruptedException {
        if (words.isEmpty()) {
            return call.fail("-c requires an argument") + 1;
        }
        String name = words.size() > 1 ? words.get(1) : call.args().getFirst();
        var arguments = words.subList(Math.min(2, words.size()), words.size());
        var shell = new Shell(call, name, arguments);
        shell.firstLine = 0;
        return finish(shell, options, words.getFirst());
    }

    private static int file(Call call, List<String> words, List<Character> options)
            throws IOException, InterruptedException {
        String path = call.path(words.getFirst());
        var registered = call.machine().programs().at(path);
        if (registered.isPresent()) {
            return registered.get().run(call.with(words));
        }
        String program;
        try {
            program = call.files().text(path);
        } catch (FileError missing) {
            call.fail("can't open '" + words.getFirst() + "': " + missing.words());
            return 2;
        }
        var shell = new Shell(call, words.getFirst(), words.subList(1, words.size()));
        shell.commandName = words.getFirst();
        return finish(shell, options, program);
    }

    private static int finish(Shell shell, List<Character> options, String program) throws InterruptedException {
        shell.options.addAll(options);
        try {
            var interpreter = new Interpreter(shell);
            return interpreter.toTheEnd(() -> interpreter.text(program));
        } finally {
            shell.fds.closeAll();
        }
    }
}
