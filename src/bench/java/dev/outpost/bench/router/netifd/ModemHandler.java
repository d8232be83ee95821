package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.SystemLog;
import dev.outpost.bench.router.modem.Pppd;
import dev.outpost.bench.router.netifd.HandlerTable.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The one program behind all protocol handlers for modems: {@code modem-handler PROTO setup|teardown INTERFACE WORD...}. The files of
 * {@code /lib/netifd/proto} call it, and what it does is written in {@code handlers.txt}.
 */
public final class ModemHandler implements Program {
    public static final String PATH = "/lib/netifd/modem-handler";

    private final Map<String, Kind> kinds = HandlerTable.shipped();
    private final Netifd netifd;
    private final Pppd pppd;

    public ModemHandler(Netifd netifd, SystemLog log) {
        this.netifd = netifd;
        this.pppd = new Pppd(log);
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = call.words();
        if (words.size() < 3) {
            return call.fail("PROTO setup|teardown INTERFACE WORD...");
        }
        var kind = Optional.ofNullable(kinds.get(words.getFirst()));
        var iface = netifd.interfaces().find(words.get(2));
        if (kind.isEmpty() || iface.isEmpty()) {
            return call.fail("nobody handles " + String.join(" ", words));
        }
        var attempt = new HandlerAttempt(netifd, pppd, call, iface.get(), kind.get());
        words.subList(3, words.size()).forEach(attempt::isSaid);
        return words.get(1).equals("setup") ? attempt.up() : attempt.down();
    }
}
