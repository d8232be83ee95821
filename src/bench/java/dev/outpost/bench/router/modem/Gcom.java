package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The program {@code gcom -d DEVICE -s SCRIPT}: a statement a line, those only that the scripts left on a router use; anything else is an
 * error.
 */
public final class Gcom implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var device = "/dev/modem";
        var script = "";
        var words = call.words();
        for (var at = 0; at + 1 < words.size(); at += 2) {
            switch (words.get(at)) {
                case "-d" -> device = words.get(at + 1);
                case "-s" -> script = words.get(at + 1);
                default -> {}
            }
        }
        if (script.isEmpty() || !call.files().exists(call.path(script))) {
            return call.refuse(1, "Could not open file \"" + script + "\" for read.");
        }
        var text = call.files().text(call.path(script));
        var special = call.files().specialAt(call.path(device));
        if (special.isEmpty()) {
            call.say("Can't open device " + device + ".");
            return 1;
        }
        try (var line = new SerialLine(call, special.get())) {
            return new Run(call, line, new HashMap<>()).all(text);
        }
    }

    /** One run of a script, with what its questions kept. */
    private record Run(Call call, SerialLine line, Map<String, String> kept) {
        private static final Pattern STATEMENT = Pattern.compile("([a-z]+) *(.*)");
        private static final Pattern SECONDS = Pattern.compile("([0-9.]+)(?: .*)?");
        private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
        private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$env\\(\"([A-Z_]+)\"\\)");
        private static final Pattern GET = Pattern.compile("([0-9.]+) \"\" (\\$[a-z]+)");

        int all(String text) throws IOException, InterruptedException {
            for (var statement : text.lines().map(String::strip).toList()) {
                var parts = STATEMENT.matcher(statement);
                if (statement.isEmpty() || statement.startsWith("#")) {
                    continue;
                }
                if (!parts.matches() || !isDone(parts.group(1), parts.group(2))) {
                    return call.refuse(1, "Script error: " + statement);
                }
            }
            return 0;
        }

        private boolean isDone(String verb, String rest) throws IOException, InterruptedException {
            switch (verb) {
                case "opengt", "set" -> {}
                case "waitquiet" -> waitQuiet(seconds(rest));
                case "send" -> line.send(text(rest));
                case "get" -> get(rest);
                case "print" -> call.out().print(text(rest));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static Duration seconds(String words) {
            var number = SECONDS.matcher(words);
            return number.matches()
                    ? Duration.ofMillis((long) (Double.parseDouble(number.group(1)) * 1000))
                    : Duration.ZERO;
        }

        /** A text in quotes with {@code ^m} for the end of a line, a variable of the environment, or what a {@code get} kept. */
        private String text(String value) {
            var quoted = TEXT.matcher(value);
            if (quoted.matches()) {
                return quoted.group(1).replace("^m", "\r");
            }
            var named = FROM_ENVIRONMENT.matcher(value);
            return named.matches() ? call.env().getOrDefault(named.group(1), "") : kept.getOrDefault(value, "");
        }

        /** Waits until nothing came for that time, or until that time has passed. */
        private void waitQuiet(Duration time) throws InterruptedException {
            var end = call.machine().clock().in(time);
            while (!end.isOver() && line.next(call.machine().clock().in(time)).isPresent()) {
                // it is not quiet yet
            }
        }

        /** Listens as long as the time lasts. */
        private void get(String words) throws InterruptedException {
            var parts = GET.matcher(words);
            if (!parts.matches()) {
                return;
            }
            var end = call.machine().clock().in(seconds(parts.group(1)));
            var heard = new StringBuilder();
            for (var next = line.next(end); next.isPresent(); next = line.next(end)) {
                heard.append((char) next.get().intValue());
            }
            kept.put(parts.group(2), heard.toString());
        }
    }
}
