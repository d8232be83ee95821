package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code sed}: the script is read by {@link SedScript}; here it runs over the lines. */
final class Sed implements Program {

    @Override
    public int run(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        words.replaceAll(word -> word.equals("--in-place") ? "-i" : word);
        var options = new Options(words, "ne:f:irEs");
        var files = new ArrayList<>(options.operands());
        var text = new ArrayList<>(options.values('e'));
        for (String file : options.values('f')) {
            text.add(String.join("\n", Inputs.lines(call.files().openRead(call.path(file)))));
        }
        if (text.isEmpty()) {
            if (files.isEmpty()) {
                throw new Options.Unknown("no script");
            }
            text.add(files.removeFirst());
        }
        boolean extended = options.has('r') || options.has('E');
        var script = SedScript.read(String.join("\n", text), extended);
        return options.has('i') ? inPlace(call, script, options, files) : print(call, script, options, files);
    }

    private static int print(Call call, List<SedScript.Command> script, Options options, List<String> files)
            throws IOException {
        int status = 0;
        var all = new StringBuilder();
        for (String name : files.isEmpty() ? List.of("-") : files) {
            try (var in = Inputs.open(call, name)) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (FileError error) {
                call.fail(name + ": " + error.words());
                status = 1;
            }
        }
        call.out().print(new SedRun(script, options.has('n')).over(all.toString()));
        return status;
    }

    private static int inPlace(Call call, List<SedScript.Command> script, Options options, List<String> files)
            throws IOException {
        int status = 0;
        for (String name : files) {
            String path = call.path(name);
            try {
                String changed =
                        new SedRun(script, options.has('n')).over(call.files().text(path));
                int mode = call.files().stat(path).orElseThrow().mode();
                String copy = path + ".sed";
                call.files().write(copy, changed);
                call.files().chmod(copy, mode);
                call.files().move(copy, path);
            } catch (FileError error) {
                call.fail(name + ": " + error.words());
                call.files().removeTree(path + ".sed");
                status = 1;
            }
        }
        return status;
    }
}
