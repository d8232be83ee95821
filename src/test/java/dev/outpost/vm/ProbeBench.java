package dev.outpost.vm;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.usbip.UsbIpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The benchmark of {@code scripts/bench-probe}: from the plug to the verdict, Outpost and then ModemManager, on one boot. Times are this
 * computer's, from the moment the emulated dongle is plugged in until the line arrives that says so. Its {@code cdc-wdm} answers AT here:
 * on a dead one, which this dongle's is, ModemManager waits 20 s more.
 */
final class ProbeBench {
    private static final String DONGLE = "huawei-e3372h-607";
    private static final String SOCKET = "1-1";
    private static final String UNPLUGGED = "while ls /sys/bus/usb/devices | grep -q '^1-[1-9]'; do sleep 0.1; done";

    /** ModemManager's usual end comes after 10 to 30 s here; now and then none does, and it probes on. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final UsbIpServer usb;
    private final VirtualMachine machine;
    private final int runs;
    private final String probe;

    private ProbeBench(UsbIpServer usb, VirtualMachine machine, int runs, String probe) {
        this.usb = usb;
        this.machine = machine;
        this.runs = runs;
        this.probe = probe;
    }

    /** @param words the folder with ModemManager, below {@code target}; how often each is measured; the packaged program, if it was made */
    public static void main(String... words) throws Exception {
        try (var usb = UsbIpServer.start();
                var machine = VirtualMachine.boot(usb.address().getPort())) {
            var probe = words.length > 2
                    ? "chroot /host /run/" + words[2] + " probe --format json"
                    : Packaged.outpost("probe --format json");
            new ProbeBench(usb, machine, Integer.parseInt(words[1]), probe).compare("/host/run/target/" + words[0]);
        }
    }

    private void compare(String manager) throws IOException, InterruptedException {
        say("%s before a Linux kernel in software emulation, %d runs, seconds from the plug".formatted(DONGLE, runs));
        say(probe);
        var fresh = fresh();
        row("outpost probe, its JVM started with the plug", fresh);
        var waiting = waiting();
        row("outpost probe, its JVM already running", waiting);
        var identified = new ArrayList<Double>();
        var ready = new ArrayList<Double>();
        manager(manager, identified, ready);
        row("ModemManager: modem identified", identified);
        row("ModemManager: modem ready (disabled)", ready);
        ratio("ModemManager identified / Outpost with the JVM's start", median(identified) / median(fresh));
        ratio("ModemManager identified / Outpost already running", median(identified) / median(waiting));
    }

    /** A person types the command as the dongle goes in; where the kernel is slower than the JVM it is typed again. */
    private List<Double> fresh() throws IOException, InterruptedException {
        var script = "until " + probe + " >/dev/null 2>&1; do :; done; echo verdict";
        var times = new ArrayList<Double>();
        for (int run = 0; run < runs; run++) {
            try (var following = machine.follow(script)) {
                times.add(plugged(following, "verdict"));
            }
            unplug();
        }
        return times;
    }

    private List<Double> waiting() throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        try (var following = machine.follow(Packaged.test("dev.outpost.cli.WaitingProbe"))) {
            following.await("waiting");
            for (int run = 0; run < runs; run++) {
                times.add(plugged(following, "verdict ncm"));
                usb.unplug(SOCKET);
                following.await("waiting");
            }
        }
        return times;
    }

    private void manager(String folder, List<Double> identified, List<Double> ready)
            throws IOException, InterruptedException {
        try (var following = machine.follow("/modemmanager.sh " + folder)) {
            following.await("Service name '[^']*' was acquired|ready to process|bus acquired|scanning|udev");
            machine.run("sleep 3");
            for (int run = 0; run < runs; run++) {
                try (var dongle = SimulatedDongle.load(DONGLE, 1);
                        var channel = SimulatedDongle.load(DONGLE, 1)) {
                    long start = System.nanoTime();
                    usb.plug(SOCKET, dongle, channel);
                    if (!following.comesWithin(LIMIT, "modem for device .* successfully created")) {
                        return;
                    }
                    identified.add(since(start));
                    if (!following.comesWithin(LIMIT, "state changed \\(unknown -> (disabled|locked|failed)\\)")) {
                        return;
                    }
                    ready.add(since(start));
                    usb.unplug(SOCKET);
                    machine.run(UNPLUGGED + "; sleep 3");
                }
            }
        }
    }

    private double plugged(VirtualMachine.Following following, String verdict)
            throws IOException, InterruptedException {
        try (var dongle = SimulatedDongle.load(DONGLE, 1);
                var channel = SimulatedDongle.load(DONGLE, 1)) {
            long start = System.nanoTime();
            usb.plug(SOCKET, dongle, channel);
            following.await(verdict);
            return since(start);
        }
    }

    private void unplug() throws IOException, InterruptedException {
        usb.unplug(SOCKET);
        machine.run(UNPLUGGED);
    }

    private static double since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    private static void row(String what, List<Double> times) {
        say(String.format(Locale.ROOT, "%-50s median %5.1f   all %s", what, median(times), times));
    }

    /** Infinity where it did not come to an end in {@link #LIMIT}. */
    private static double median(List<Double> times) {
        if (times.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static void ratio(String what, double times) {
        say(String.format(Locale.ROOT, "%-58s %4.1f", what, times));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
