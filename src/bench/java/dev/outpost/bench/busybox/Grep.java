package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code grep} with -q -s -v -i -x -F -E -o -n -c -h -l -e: 0 when a line was selected, 1 when none, 2 when something was wrong. */
final class Grep implements Program {
    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "qsvixFEonchle:");
        var files = new ArrayList<>(options.operands());
        var expressions = options.values('e');
        if (expressions.isEmpty()) {
            if (files.isEmpty()) {
                throw new Options.Unknown("missing pattern");
            }
            expressions = List.of(files.removeFirst().split("\n", -1));
        }
        return new Search(call, options, expressions).files(files);
    }

    private static final class Search {
        private final Call call;
        private final Options options;
        private final List<Pattern> patterns;
        private boolean found;
        private boolean trouble;

        Search(Call call, Options options, List<String> expressions) {
            this.call = call;
            this.options = options;
            this.patterns = expressions.stream().map(this::pattern).toList();
        }

        private Pattern pattern(String expression) {
            return options.has('F')
                    ? Pattern.compile(Pattern.quote(expression), options.has('i') ? Pattern.CASE_INSENSITIVE : 0)
                    : Posix.pattern(expression, options.has('E'), options.has('i'));
        }

        int files(List<String> names) throws IOException {
            for (String name : names.isEmpty() ? List.of("-") : names) {
                try (var in = Inputs.open(call, name)) {
                    file((names.size() > 1 && !options.has('h')) || options.has('l') ? name + ":" : "", in);
                } catch (FileError error) {
                    trouble = true;
                    if (!options.has('s')) {
                        call.fail(name + ": " + error.words());
                    }
                }
            }
            return found && (options.has('q') || !trouble) ? 0 : trouble ? 2 : 1;
        }

        private void file(String title, InputStream in) throws IOException {
            var lines = new Inputs.Lines(in);
            int number = 0;
            long count = 0;
            for (var line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (selects(line)) {
                    count++;
                    found = true;
                    if (options.has('l')) {
                        call.say(title.replaceFirst(":$", ""));
                        return;
                    }
                    if (options.has('q')) {
                        return;
                    }
                    show(options.has('n') ? title + number + ":" : title, line);
                }
                call.process().check();
            }
            if (options.has('c')) {
                call.say(title + count);
            }
        }

        private void show(String before, String line) {
            if (options.has('o')) {
                for (var pattern : patterns) {
                    pattern.matcher(line)
                            .results()
                            .filter(hit -> !hit.group().isEmpty())
                            .forEach(hit -> call.say(before + hit.group()));
                }
            } else if (!options.has('c')) {
                call.say(before + line);
            }
        }

        private boolean selects(String line) {
            return patterns.stream()
                            .map(pattern -> pattern.matcher(line))
                            .anyMatch(matcher -> options.has('x') ? matcher.matches() : matcher.find())
                    != options.has('v');
        }
    }
}
