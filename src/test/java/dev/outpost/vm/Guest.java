package dev.outpost.vm;

import dev.outpost.profile.Yaml;
import dev.outpost.profile.YamlMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** What a test asks of the computer inside: which drivers are bound, and what the packaged Outpost says. */
final class Guest {
    private static final Duration ENUMERATION = Duration.ofSeconds(30);

    /** The flags of scripts/outpost. */
    private static final String OUTPOST = "chroot /host " + System.getProperty("java.home")
            + "/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED -jar "
            + Path.of("target/outpost.jar").toAbsolutePath();

    private final VirtualMachine machine;

    Guest(VirtualMachine machine) {
        this.machine = machine;
    }

    /** The driver of each interface that has one, such as {@code 1-1:1.0} to {@code option}. */
    Map<String, String> drivers() {
        var text = sh("for i in /sys/bus/usb/devices/*:*; do [ -e $i/driver ] &&"
                + " echo ${i##*/} $(readlink $i/driver | sed 's,.*/,,'); done; true");
        var found = new TreeMap<String, String>();
        text.lines().map(line -> line.split(" ")).forEach(words -> found.put(words[0], words[1]));
        found.keySet().removeIf(name -> !name.matches("1-[1-9].*"));
        return found;
    }

    /** Waits until exactly these interfaces are bound, as the kernel does it in its own time. */
    void awaitDrivers(Map<String, String> wanted) {
        await("drivers " + wanted).untilAsserted(() -> org.junit.jupiter.api.Assertions.assertEquals(wanted, drivers()));
    }

    /** Waits until the last driver has made its nodes. */
    void awaitNodes(String... nodes) {
        await("nodes " + List.of(nodes)).until(() -> sh("ls -d " + String.join(" ", nodes) + " | wc -l").strip().equals(
                String.valueOf(nodes.length)));
    }

    void awaitNothingPlugged() {
        await("nothing plugged").until(() -> sh("ls /sys/bus/usb/devices | grep -c '^1-[1-9]'; true").strip().equals("0"));
    }

    private static org.awaitility.core.ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(ENUMERATION).pollInterval(Duration.ofMillis(100)).pollInSameThread();
    }

    /** The document of {@code outpost probe}. */
    YamlMap probe(String... words) {
        return document(outpost("probe --format json " + String.join(" ", words)).text());
    }

    VirtualMachine.Result outpost(String words) {
        return run(OUTPOST + " " + words + " 2>/dev/null");
    }

    static YamlMap document(String json) {
        return Yaml.parse("probe", json).map();
    }

    /** What a script printed. */
    String sh(String script) {
        return run(script).text();
    }

    VirtualMachine.Result run(String script) {
        try {
            return machine.run(script);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
