package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.host.SystemLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * pppd on a modem's serial port, as the 3g handler starts it: dials, and has an address when the network takes the access point. What goes
 * over the line after CONNECT is not played. Its lines of the log and those of the dialling are the ones that programs look for.
 */
public final class Pppd {
    private static final Duration NEGOTIATING = Duration.ofMillis(1500);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SystemLog log;

    public Pppd(SystemLog log) {
        this.log = log;
    }

    /** The two ends of a session. */
    public record Session(String local, String remote) {}

    /** Hears that a session stands. */
    @FunctionalInterface
    public interface Listener {
        void stands(Session session) throws InterruptedException;
    }

    /** Returns when the session has ended, or when there was none. */
    public void run(
            Call call, Optional<SpecialFile> device, String path, String name, List<String> lines, Listener listener)
            throws IOException, InterruptedException {
        say(call, "notice", "pppd started by root, uid 0");
        if (device.isEmpty() || !dials(call, device.get(), lines)) {
            say(call, "err", "Connect script failed");
            return;
        }
        say(call, "notice", "Connect: " + name + " <--> " + path);
        call.machine().clock().sleep(NEGOTIATING);
        var modem = ModemNode.modem(device.get());
        var dialled = modem.filter(each -> each.connects(each.contexts().getOrDefault(1, "")))
                .flatMap(ModemState::address);
        if (dialled.isPresent()) {
            carries(call, modem.get(), dialled.get(), listener);
        }
        say(call, "notice", "Modem hangup");
    }

    private boolean dials(Call call, SpecialFile device, List<String> lines) throws IOException, InterruptedException {
        try (var line = SerialLine.forLines(call, device)) {
            for (var each : lines) {
                var answer = line.ask(each);
                var last = answer.strip().lines().reduce((first, next) -> next).orElse("no answer");
                if (!last.matches("OK|CONNECT.*")) {
                    log.add("local2.info chat[" + call.process().pid() + "]", "Failed (" + last + ")");
                    return false;
                }
            }
            return true;
        }
    }

    private void carries(Call call, ModemState modem, String address, Listener listener) throws InterruptedException {
        var remote = modem.gateway().orElse("10.64.64.64");
        say(call, "notice", "local  IP address " + address);
        say(call, "notice", "remote IP address " + remote);
        try {
            listener.stands(new Session(address, remote));
            while (modem.address().filter(address::equals).isPresent()) {
                call.machine().clock().sleep(LOOK);
            }
        } finally {
            modem.hangUp();
        }
    }

    private void say(Call call, String level, String text) {
        log.add("daemon." + level + " pppd[" + call.process().pid() + "]", text);
    }
}
