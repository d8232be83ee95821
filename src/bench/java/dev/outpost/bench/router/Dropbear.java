package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.uci.ConfigSection;
import java.time.Duration;

/** The daemon {@code dropbear}: listens while it runs; its sessions outlive it (facts/behaviours.md#49). Options are read at its start. */
final class Dropbear implements Program {
    private final SimulatedRouter router;
    private volatile boolean running;
    private volatile boolean passwords = true;

    Dropbear(SimulatedRouter router) {
        this.router = router;
    }

    boolean isRunning() {
        return running;
    }

    boolean takesPasswords() {
        return passwords;
    }

    @Override
    public int run(Call call) throws InterruptedException {
        var sections = ConfigSection.load(call.machine(), "dropbear");
        passwords = sections.stream()
                .filter(section -> section.type().equals("dropbear"))
                .allMatch(section -> section.isOn("PasswordAuth", true) && section.isOn("RootPasswordAuth", true));
        running = true;
        router.cable().check();
        try {
            call.machine().clock().sleep(Duration.ofDays(365));
            return 0;
        } finally {
            running = false;
            router.cable().check();
        }
    }
}
