package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.router.gcom.SerialLine;
import dev.outpost.bench.router.log.SystemLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code chat -f FILE} on its standard streams: expects and sends in turn, and tells the log. {@code -E} fills {@code $NAME} in. */
public final class Chat implements Program {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");
    private static final int TIMED_OUT = 3;
    private static final int ABORTED = 4;

    private final SystemLog log;

    public Chat(SystemLog log) {
        this.log = log;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var file = call.words().getLast();
        try (var line = new SerialLine(call.in(), call.out())) {
            return new Talk(call, line).hold(words(call, call.files().text(call.path(file))));
        }
    }

    private static List<String> words(Call call, String text) {
        var words = new ArrayList<String>();
        var match = WORD.matcher(text);
        while (match.find()) {
            var word =
                    match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group(3);
            words.add(VARIABLE.matcher(word)
                    .replaceAll(name -> Matcher.quoteReplacement(call.env().get(name.group(1), ""))));
        }
        return words;
    }

    /** One conversation. */
    private final class Talk {
        private final Call call;
        private final SerialLine line;
        private final List<String> aborts = new ArrayList<>();
        private Duration patience = Duration.ofSeconds(5);

        Talk(Call call, SerialLine line) {
            this.call = call;
            this.line = line;
        }

        int hold(List<String> words) throws IOException, InterruptedException {
            for (var at = 0; at + 1 < words.size(); at += 2) {
                var value = words.get(at + 1);
                switch (words.get(at)) {
                    case "ABORT" -> aborts.add(value);
                    case "TIMEOUT" -> patience = Duration.ofSeconds(Long.parseLong(value));
                    case "REPORT", "SAY" -> {}
                    default -> {
                        var status = expect(words.get(at));
                        if (status != 0) {
                            return status;
                        }
                        say("send (" + value.strip() + "^M)");
                        line.send((value.strip() + "\r").getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
            }
            return 0;
        }

        private int expect(String wanted) throws InterruptedException {
            if (wanted.isEmpty()) {
                return 0;
            }
            say("expect (" + wanted + ")");
            var end = System.nanoTime() + call.machine().clock().real(patience).toNanos();
            var heard = new StringBuilder();
            for (var next = line.next(left(end)); next.isPresent(); next = line.next(left(end))) {
                heard.append((char) next.get().intValue());
                var text = heard.toString();
                if (text.endsWith(wanted)) {
                    say(" -- got it");
                    return 0;
                }
                for (var index = 0; index < aborts.size(); index++) {
                    if (text.endsWith(aborts.get(index))) {
                        say(" -- failed");
                        say("Failed (" + aborts.get(index) + ")");
                        return ABORTED + index;
                    }
                }
            }
            say("alarm");
            say("Failed");
            return TIMED_OUT;
        }

        private static Duration left(long end) {
            return Duration.ofNanos(end - System.nanoTime());
        }

        private void say(String text) {
            log.add("local2.info chat[" + call.process().pid() + "]", text);
        }
    }
}
