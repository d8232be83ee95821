package dev.outpost.router;

import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is plugged into a router, in one exec channel; changes nothing.
 *
 * @param tree paths below {@code /sys/bus/usb/devices} with their values
 * @param holders which program has which modem node open: {@code /dev/ttyUSB0}, "pppd (pid 612)"
 */
public record UsbLook(Map<String, String> tree, Map<String, String> holders) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> PARTS = List.of("release", "usb", "holders");

    public UsbLook {
        tree = Map.copyOf(tree);
        holders = Map.copyOf(holders);
    }

    /** Lines of a path, a tab and a value, as the look's parts {@code usb} and {@code holders} print them. */
    static Map<String, String> read(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var line : text.lines().toList()) {
            var tab = line.indexOf('\t');
            if (tab > 0) {
                values.putIfAbsent(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return values;
    }

    /**
     * Looks.
     *
     * @throws IOException when the connection broke or the host has no POSIX shell
     * @throws dev.outpost.step.ProblemException {@code ROUTER-NOT-OPENWRT} when it is something else
     */
    public static UsbLook at(RemoteShell shell) throws IOException {
        var parts = Look.parts().stream()
                .filter(part -> PARTS.contains(part.name()))
                .toList();
        var facts = new FactsReader(shell.run(Batch.of(parts), PATIENCE));
        facts.openWrt();
        return new UsbLook(facts.usb(), facts.holders());
    }
}
