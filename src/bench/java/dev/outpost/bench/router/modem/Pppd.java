package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.ModemControl;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.router.log.SystemLog;
import dev.outpost.bench.router.usb.TtyDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The program {@code pppd} on a modem's serial port: runs the connect script, and has an address when the network takes the access point. What
 * goes over the line after CONNECT is not played.
 */
public final class Pppd implements Program {
    private static final int CONNECT_FAILED = 8;
    private static final int HUNG_UP = 16;
    private static final Duration NEGOTIATING = Duration.ofMillis(1500);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SystemLog log;

    public Pppd(SystemLog log) {
        this.log = log;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var device = call.words().getLast();
        var node = call.files().specialAt(call.path(device));
        say(call, "notice", "pppd 2.5.1 started by root, uid 0");
        if (node.isEmpty()) {
            say(call, "err", "Failed to open " + device + ": No such file or directory");
            return 7;
        }
        if (!connects(call, node.get())) {
            say(call, "err", "Connect script failed");
            say(call, "info", "Exit.");
            return CONNECT_FAILED;
        }
        var name = option(call, "ifname");
        say(call, "info", "Serial connection established.");
        say(call, "info", "Using interface " + name);
        say(call, "notice", "Connect: " + name + " <--> " + device);
        call.machine().clock().sleep(NEGOTIATING);
        var modem = TtyDevice.modem(node.get());
        var dialled = modem.filter(m -> m.connects(m.contextApn())).flatMap(ModemControl::address);
        if (dialled.isEmpty()) {
            say(call, "info", "LCP terminated by peer");
            say(call, "notice", "Connection terminated.");
            say(call, "notice", "Modem hangup");
            say(call, "info", "Exit.");
            return HUNG_UP;
        }
        return carries(call, modem.get(), name, dialled.get());
    }

    private static boolean connects(Call call, SpecialFile node) throws IOException, InterruptedException {
        try (var in = node.read();
                var out = node.write()) {
            var onLine = call.with(in, new Output(out), call.err());
            return onLine.script(option(call, "connect"), List.of("sh")) == 0;
        }
    }

    private int carries(Call call, ModemControl modem, String name, String address)
            throws IOException, InterruptedException {
        var remote = modem.gateway().orElse("10.64.64.64");
        say(call, "notice", "local  IP address " + address);
        say(call, "notice", "remote IP address " + remote);
        var env = call.env()
                .with("IFNAME", name)
                .with("IPLOCAL", address)
                .with("IPREMOTE", remote)
                .with("PPP_IPPARAM", option(call, "ipparam"));
        try {
            call.with(env).run(List.of(option(call, "ip-up-script")));
            while (modem.address().filter(address::equals).isPresent()) {
                call.machine().clock().sleep(LOOK);
            }
            say(call, "notice", "Modem hangup");
            return HUNG_UP;
        } finally {
            modem.hangsUp();
        }
    }

    private static String option(Call call, String name) {
        var at = call.words().indexOf(name);
        return at < 0 || at + 1 >= call.words().size() ? "" : call.words().get(at + 1);
    }

    private void say(Call call, String level, String text) {
        log.add("daemon." + level + " pppd[" + call.process().pid() + "]", text);
    }
}
