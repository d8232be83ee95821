package dev.outpost.bench.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** The program {@code sh}: {@code -c TEXT}, {@code -s}, a file, or its standard input. */
public final class ShellProgram implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var options = new StringBuilder();
        while (!words.isEmpty() && words.getFirst().matches("-[a-zA-Z]+")) {
            options.append(words.removeFirst().substring(1));
        }
        boolean fromText = options.indexOf("c") >= 0;
        boolean fromFile = !fromText && options.indexOf("s") < 0 && !words.isEmpty();
        if (fromText && words.isEmpty()) {
            return call.fail("-c requires an argument") + 1;
        }
        if (fromFile) {
            var registered = call.machine().programs().at(call.path(words.getFirst()));
            if (registered.isPresent()) {
                return registered.get().run(call.with(words));
            }
        }
        String program;
        try {
            program = fromText ? words.removeFirst() : text(call, fromFile ? words.getFirst() : "-");
        } catch (FileError missing) {
            call.fail("can't open '" + words.getFirst() + "': " + missing.words());
            return 2;
        }
        boolean named = (fromText || fromFile) && !words.isEmpty();
        var shell = new Shell(call, named ? words.removeFirst() : call.args().getFirst(), words);
        shell.firstLine = fromText ? 0 : 1;
        shell.commandName = fromFile ? shell.arg0 : null;
        options.chars().filter(letter -> "uf".indexOf(letter) >= 0).forEach(letter -> shell.options.add((char) letter));
        try {
            var interpreter = new Interpreter(shell);
            return interpreter.toTheEnd(() -> interpreter.text(program));
        } finally {
            shell.fds.closeAll();
        }
    }

    private static String text(Call call, String name) throws IOException {
        return name.equals("-")
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(name));
    }
}
