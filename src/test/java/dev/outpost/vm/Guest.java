package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What a test asks of the computer inside: which drivers are bound, and what the packaged Outpost says. */
final class Guest {
    /** The slowest, a disk behind a modem, takes 2.5 s on an idle machine. */
    private static final Duration ENUMERATION = Duration.ofSeconds(60);

    private final VirtualMachine machine;

    Guest(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Waits until exactly these interfaces are bound, such as {@code 1-1:1.0} to {@code option}: the kernel takes its time. */
    void awaitDrivers(Map<String, String> wanted) {
        await("drivers").untilAsserted(() -> assertEquals(new TreeMap<>(wanted), drivers()));
    }

    private Map<String, String> drivers() {
        var found = new TreeMap<String, String>();
        sh("cd /sys/bus/usb/devices; for i in 1-[1-9]*:*; do [ -e $i/driver ] && echo $i $(readlink $i/driver); done; true")
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> found.put(words[0], words[1].replaceFirst(".*/", "")));
        return found;
    }

    /** Waits for a node; a serial line is bound a moment before it has one. */
    void awaitNode(String node) {
        await(node)
                .until(() -> run("[ -c " + node + " ] || [ -b " + node + " ]").status() == 0);
    }

    void awaitNothingPlugged() {
        await("empty sockets")
                .until(() ->
                        run("! ls /sys/bus/usb/devices | grep -q '^1-[1-9]'").status() == 0);
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(ENUMERATION)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .pollInSameThread();
    }

    /** Runs {@code outpost probe --format json}. */
    Verdict probe(String... more) {
        var said = run(Packaged.outpost("probe --format json " + String.join(" ", more)) + " 2>/host/tmp/talk");
        return Verdict.of(said.status(), said.text(), sh("cat /host/tmp/talk"));
    }

    private String sh(String script) {
        return run(script).text();
    }

    private VirtualMachine.Result run(String script) {
        try {
            return machine.run(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
