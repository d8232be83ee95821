package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;

/** The program {@code gcom -d DEVICE -s SCRIPT}. */
public final class Gcom implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var device = "/dev/modem";
        var script = "";
        var words = call.words();
        for (var at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-d" -> device = words.get(++at);
                case "-s" -> script = words.get(++at);
                default -> script = words.get(at).startsWith("-") ? script : words.get(at);
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
        try (var line = new SerialLine(special.get())) {
            return new GcomScript(text, call, line).run();
        }
    }
}
