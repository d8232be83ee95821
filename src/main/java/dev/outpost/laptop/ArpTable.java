package dev.outpost.laptop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which MAC has which IPv4 address, from {@code proc/net/arp}.
 *
 * @param entries complete ones
 */
public record ArpTable(List<Entry> entries) {
    private static final int COMPLETE = 2;

    /** One line. */
    public record Entry(String address, String mac, String device) {}

    public ArpTable {
        entries = List.copyOf(entries);
    }

    /** Address, hardware type, flags, MAC, mask, device. */
    public static ArpTable in(Path root) {
        return new ArpTable(Nics.lines(root.resolve("proc/net/arp"))
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 6 && isComplete(words[2]))
                .map(words -> new Entry(words[0], words[3].toLowerCase(Locale.ROOT), words[5]))
                .filter(entry -> entry.mac().matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"))
                .toList());
    }

    private static boolean isComplete(String flags) {
        return flags.matches("0x[0-9a-f]{1,6}") && (Integer.parseInt(flags.substring(2), 16) & COMPLETE) != 0;
    }

    public Optional<String> mac(String address, String device) {
        return entries.stream()
                .filter(entry ->
                        entry.address().equals(address) && entry.device().equals(device))
                .map(Entry::mac)
                .findFirst();
    }

    /** Everybody who is known behind an interface. */
    public List<String> macs(String device) {
        return entries.stream()
                .filter(entry -> entry.device().equals(device))
                .map(Entry::mac)
                .distinct()
                .toList();
    }
}
