package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * awk as far as protocol handlers need it: one rule, whose pattern is a chain of {@code /re/}, {@code !/re/} and {@code NF}, with the statements
 * {@code sub}, {@code gsub}, {@code print} and {@code exit}; {@code -v RS=} takes a pattern, as BusyBox's does. Anything else is refused.
 */
final class Awk implements Program {
    private static final Pattern RULE = Pattern.compile("\\s*(?<when>[^{]*?)\\s*\\{(?<then>.*)}\\s*", Pattern.DOTALL);
    private static final Pattern TERM = Pattern.compile("(?<not>!?)(?:\\$0 *(?<op>!?~) *)?/(?<re>(?:[^/\\\\]|\\\\.)*)/|NF");
    private static final Pattern SUB = Pattern.compile("(?<g>g?)sub\\(/(?<re>(?:[^/\\\\]|\\\\.)*)/, *\"(?<text>[^\"]*)\"\\)");
    private static final Pattern PRINT = Pattern.compile("print(?: +(?<lower>tolower\\()?\\$(?<field>[0-9]+)\\)?)?");

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "+v:F:");
        var program = RULE.matcher(options.operands().isEmpty() ? "" : options.operands().getFirst());
        if (!program.matches()) {
            return call.fail("cmd. line:1: this awk knows one rule with a pattern and statements");
        }
        var separator = options.value('v').filter(value -> value.startsWith("RS="));
        var ends = Pattern.compile(separator.map(value -> value.substring(3)).orElse("\n"));
        var text = new String(call.in().readAllBytes(), StandardCharsets.UTF_8);
        for (var record : records(ends, text)) {
            if (holds(program.group("when"), record) && !carriesOn(call, program.group("then"), record)) {
                break;
            }
        }
        return 0;
    }

    private static List<String> records(Pattern ends, String text) {
        var all = new ArrayList<String>();
        int from = 0;
        for (Matcher end = ends.matcher(text); end.find(); from = end.end()) {
            all.add(text.substring(from, end.start()));
        }
        if (from < text.length()) {
            all.add(text.substring(from));
        }
        return all;
    }

    private static boolean holds(String when, String record) {
        for (var word : when.isBlank() ? new String[0] : when.split(" *&& *")) {
            var term = TERM.matcher(word);
            if (!term.matches()) {
                throw new Options.Unknown("cmd. line:1: this awk does not know the pattern " + word);
            }
            boolean found = term.group("re") == null
                    ? fields(record).length > 0
                    : Pattern.compile(term.group("re")).matcher(record).find();
            boolean denied = "!".equals(term.group("not")) || "!~".equals(term.group("op"));
            if (found == denied) {
                return false;
            }
        }
        return true;
    }

    /** Blanks, tabs and line ends part fields; a carriage return is none of them. */
    private static String[] fields(String record) {
        var stripped = record.replaceFirst("^[ \t\n]+", "");
        return stripped.isEmpty() ? new String[0] : stripped.split("[ \t\n]+");
    }

    private static boolean carriesOn(Call call, String then, String start) throws IOException {
        var record = start;
        for (var statement : then.strip().split(" *; *")) {
            var sub = SUB.matcher(statement);
            var print = PRINT.matcher(statement);
            if (sub.matches()) {
                var found = Pattern.compile(sub.group("re")).matcher(record);
                var text = Matcher.quoteReplacement(sub.group("text"));
                record = sub.group("g").isEmpty() ? found.replaceFirst(text) : found.replaceAll(text);
            } else if (print.matches()) {
                call.out().println(printed(print, record));
            } else if (statement.equals("exit")) {
                return false;
            } else {
                throw new Options.Unknown("cmd. line:1: this awk does not know the statement " + statement);
            }
        }
        return true;
    }

    private static String printed(Matcher print, String record) {
        int number = print.group("field") == null ? 0 : Integer.parseInt(print.group("field"));
        var fields = fields(record);
        var word = number == 0 ? record : number <= fields.length ? fields[number - 1] : "";
        return print.group("lower") == null ? word : word.toLowerCase(java.util.Locale.ROOT);
    }
}
