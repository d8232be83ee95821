package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code grep}: 0 when a line was selected, 1 when none, 2 when something was wrong. */
final class Grep implements Program {

    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "qsivxFEHhonclLwrRe:f:m:A:B:C:a");
        var files = new ArrayList<>(options.operands());
        var expressions = new ArrayList<>(options.values('e'));
        for (String file : options.values('f')) {
            try (var in = Inputs.open(call, file)) {
                expressions.addAll(Inputs.lines(in));
            }
        }
        if (!options.has('e') && !options.has('f')) {
            if (files.isEmpty()) {
                throw new Options.Unknown("missing pattern");
            }
            expressions.add(files.removeFirst());
        }
        return new Search(call, options, patterns(call, options, expressions)).files(files);
    }

    private static List<Pattern> patterns(Call call, Options options, List<String> expressions) {
        boolean extended = options.has('E') || call.name().equals("egrep");
        boolean fixed = options.has('F') || call.name().equals("fgrep");
        return expressions.stream()
                .flatMap(expression -> List.of(expression.split("\n", -1)).stream())
                .map(expression -> fixed
                        ? Pattern.compile(Pattern.quote(expression), options.has('i') ? Pattern.CASE_INSENSITIVE : 0)
                        : Posix.pattern(expression, extended, options.has('i')))
                .toList();
    }

    private static final class Search {
        private final Call call;
        private final Options options;
        private final List<Pattern> patterns;
        private boolean found;
        private boolean trouble;
        private boolean titled;

        Search(Call call, Options options, List<Pattern> patterns) {
            this.call = call;
            this.options = options;
            this.patterns = patterns;
        }

        int files(List<String> given) throws IOException {
            boolean recursive = options.has('r') || options.has('R');
            var names = new ArrayList<String>();
            for (String name : given) {
                collect(name, recursive, names);
            }
            titled = (names.size() > 1 || recursive || options.has('H')) && !options.has('h');
            for (String name : names.isEmpty() ? List.of("-") : names) {
                try (var in = Inputs.open(call, name)) {
                    file(name.equals("-") ? "(standard input)" : name, in);
                } catch (FileError error) {
                    trouble = true;
                    if (!options.has('s')) {
                        call.fail(name + ": " + error.words());
                    }
                }
            }
            return found && (options.has('q') || !trouble) ? 0 : trouble ? 2 : 1;
        }

        private void collect(String name, boolean recursive, List<String> names) throws IOException {
            if (recursive && call.files().isFolder(call.path(name))) {
                for (String child : call.files().list(call.path(name))) {
                    collect(name.replaceFirst("/$", "") + "/" + child, true, names);
                }
            } else {
                names.add(name);
            }
        }

        private void file(String name, InputStream in) throws IOException {
            var lines = new Inputs.Lines(in);
            int number = 0;
            long count = 0;
            long most = options.number('m', Long.MAX_VALUE);
            var line = lines.next();
            while (line != null && count < most) {
                number++;
                if (selects(line)) {
                    count++;
                    found = true;
                    if (options.has('q')) {
                        return;
                    }
                    show(name, number, line);
                }
                call.process().check();
                line = lines.next();
            }
            if (options.has('c')) {
                call.out().println((titled ? name + ":" : "") + count);
            }
            if ((options.has('l') && count > 0) || (options.has('L') && count == 0)) {
                call.out().println(name);
            }
        }

        private void show(String name, int number, String line) {
            if (options.has('c') || options.has('l') || options.has('L')) {
                return;
            }
            String before = (titled ? name + ":" : "") + (options.has('n') ? number + ":" : "");
            if (!options.has('o')) {
                call.out().println(before + line);
                return;
            }
            for (var pattern : patterns) {
                var matcher = pattern.matcher(line);
                while (matcher.find()) {
                    if (!matcher.group().isEmpty()) {
                        call.out().println(before + matcher.group());
                    }
                }
            }
        }

        private boolean selects(String line) {
            boolean hit = patterns.stream().anyMatch(pattern -> hits(pattern, line));
            return hit != options.has('v');
        }

        private boolean hits(Pattern pattern, String line) {
            var matcher = pattern.matcher(line);
            if (options.has('x')) {
                return matcher.matches();
            }
            while (matcher.find()) {
                if (!options.has('w') || isWord(line, matcher)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isWord(String line, Matcher matcher) {
            boolean before = matcher.start() == 0 || !isWordCharacter(line.charAt(matcher.start() - 1));
            return before && (matcher.end() == line.length() || !isWordCharacter(line.charAt(matcher.end())));
        }

        private static boolean isWordCharacter(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }
    }
}
