package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code sed} with -n, -e, -E and -i: the script is read by {@link SedScript}; here it runs over the lines. */
final class Sed implements Program {
    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "nEie:");
        var files = new ArrayList<>(options.operands());
        var text = options.values('e');
        if (text.isEmpty()) {
            if (files.isEmpty()) {
                throw new Options.Unknown("no script");
            }
            text = List.of(files.removeFirst());
        }
        var run = new Run(SedScript.read(String.join("\n", text), options.has('E')), options.has('n'));
        return options.has('i') ? inPlace(call, run, files) : print(call, run, files);
    }

    private static int print(Call call, Run run, List<String> files) throws IOException {
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
        call.out().print(run.over(all.toString()));
        return status;
    }

    private static int inPlace(Call call, Run run, List<String> files) throws IOException {
        int status = 0;
        for (String name : files) {
            String path = call.path(name);
            String copy = path + ".sed";
            try {
                call.files().write(copy, run.over(call.files().text(path)));
                call.files().chmod(copy, call.files().stat(path).orElseThrow().mode());
                call.files().move(copy, path);
            } catch (FileError error) {
                call.fail(name + ": " + error.words());
                call.files().removeTree(copy);
                status = 1;
            }
        }
        return status;
    }

    /** One script over texts. */
    private static final class Run {
        private final List<SedScript.Command> script;
        private final boolean quiet;
        private final StringBuilder out = new StringBuilder();
        private List<String> lines = List.of();
        private int next;
        private String space = "";
        private boolean deleted;
        private boolean quits;

        Run(List<SedScript.Command> script, boolean quiet) {
            this.script = script;
            this.quiet = quiet;
        }

        String over(String text) {
            boolean complete = text.endsWith("\n");
            String body = complete ? text.substring(0, text.length() - 1) : text;
            lines = text.isEmpty() ? List.of() : List.of(body.split("\n", -1));
            out.setLength(0);
            next = 0;
            while (next < lines.size() && !quits) {
                space = lines.get(next++);
                deleted = false;
                run(script);
                finishLine();
            }
            boolean cut = !complete && next == lines.size() && !out.isEmpty() && !quits;
            return cut ? out.substring(0, out.length() - 1) : out.toString();
        }

        private void finishLine() {
            if (!quiet && !deleted) {
                out.append(space).append('\n');
            }
        }

        private void run(List<SedScript.Command> commands) {
            for (var command : commands) {
                if (!deleted && !quits && isMeant(command)) {
                    act(command.action());
                }
            }
        }

        private boolean isMeant(SedScript.Command command) {
            if (command.to().isEmpty()) {
                return command.from().isEmpty() || matches(command.from().get());
            }
            var range = command.range();
            if (range.open) {
                range.open = !matches(command.to().get());
                return true;
            }
            range.open = matches(command.from().orElseThrow());
            return range.open;
        }

        private boolean matches(SedScript.Address address) {
            return switch (address) {
                case SedScript.Address.Line(long line) -> next == line;
                case SedScript.Address.Last _ -> next == lines.size();
                case SedScript.Address.Match(var pattern) ->
                    pattern.matcher(space).find();
            };
        }

        private void act(SedScript.Action action) {
            switch (action) {
                case SedScript.Action.Replace replace -> replace(replace);
                case SedScript.Action.Group(var inner) -> run(inner);
                case SedScript.Action.Simple(char letter) -> {
                    switch (letter) {
                        case 'p' -> out.append(space).append('\n');
                        case 'd' -> deleted = true;
                        case 'q' -> quits = true;
                        default -> nextLine();
                    }
                }
            }
        }

        private void nextLine() {
            if (next >= lines.size()) {
                quits = true;
                return;
            }
            finishLine();
            space = lines.get(next++);
        }

        private void replace(SedScript.Action.Replace replace) {
            var matcher = replace.pattern().matcher(space);
            if (matcher.find()) {
                space = replace.all() ? matcher.replaceAll(replace.with()) : matcher.replaceFirst(replace.with());
                out.append(replace.print() ? space + "\n" : "");
            }
        }
    }
}
