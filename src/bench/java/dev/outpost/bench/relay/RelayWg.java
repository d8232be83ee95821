package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.relay.WgConf.Unreadable;
import dev.outpost.bench.net.Wg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The server's {@code wg}, which also changes interfaces: {@code setconf}, {@code syncconf} and {@code set DEVICE private-key FILE}. */
record RelayWg(RelayKernel kernel, Wg host, Wg inside) implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = call.words();
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "set", "setconf", "syncconf" -> change(call, words);
            default -> (RelayIp.isInside(call) ? inside : host).run(call);
        };
    }

    private int change(Call call, List<String> words) throws IOException {
        var sets = words.getFirst().equals("set");
        if (words.size() != (sets ? 4 : 3) || (sets && !words.get(2).equals("private-key"))) {
            call.err().println("Usage: wg set <interface> private-key <file path>, wg setconf <interface> <configuration filename>");
            return 1;
        }
        try {
            var text = words.getLast().equals("/dev/stdin")
                    ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                    : call.files().text(call.path(words.getLast()));
            if (kernel.isInside(words.get(1)) == RelayIp.isInside(call)
                    && kernel.change(words.get(1), sets ? privateKey(text) : wholly(text))) {
                return 0;
            }
            call.err().println("Unable to modify interface: No such device");
        } catch (Unreadable wrong) {
            call.err().println(wrong.getMessage());
            call.err().println("Configuration parsing error");
        }
        return 1;
    }

    private static Consumer<WgLink> privateKey(String text) throws Unreadable {
        var key = WgConf.key(text.strip());
        return link -> link.privateKey(key);
    }

    private static Consumer<WgLink> wholly(String text) throws Unreadable {
        var conf = WgConf.parse(text);
        return link -> link.set(conf);
    }
}
