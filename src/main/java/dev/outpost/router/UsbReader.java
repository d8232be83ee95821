package dev.outpost.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of the look's part {@code usb}: a kind, a sysfs name and values, parted by tabs. */
final class UsbReader {
    private final Map<String, String[]> devices = new LinkedHashMap<>();
    private final Map<String, String[]> interfaces = new LinkedHashMap<>();
    private final Map<String, String> drivers = new LinkedHashMap<>();
    private final Map<String, List<String>> nodes = new LinkedHashMap<>();

    private UsbReader() {}

    static List<UsbThing> read(String text) {
        var reader = new UsbReader();
        text.lines().map(line -> line.split("\t", -1)).forEach(reader::take);
        return reader.devices.values().stream().map(reader::thing).toList();
    }

    private void take(String[] words) {
        if (words.length < 3) {
            return;
        }
        switch (words[0]) {
            case "device" -> {
                if (words.length >= 6) {
                    devices.put(words[1], words);
                }
            }
            case "interface" -> {
                if (words.length >= 6) {
                    interfaces.put(words[1], words);
                }
            }
            case "driver" -> drivers.put(words[1], words[2]);
            case "node" ->
                nodes.computeIfAbsent(words[1], name -> new ArrayList<>()).add(words[2]);
            default -> {}
        }
    }

    private UsbThing thing(String[] device) {
        var mine = interfaces.values().stream()
                .filter(words -> words[1].startsWith(device[1] + ":"))
                .map(this::usbInterface)
                .sorted(Comparator.comparingInt(UsbThing.Interface::number))
                .toList();
        return new UsbThing(device[1], device[2], device[3], device[4], device[5], mine);
    }

    private UsbThing.Interface usbInterface(String[] words) {
        var number = words[2].matches("[0-9a-fA-F]{1,2}") ? Integer.parseInt(words[2], 16) : -1;
        return new UsbThing.Interface(
                number,
                words[3] + "/" + words[4] + "/" + words[5],
                Optional.ofNullable(drivers.get(words[1])),
                nodes.getOrDefault(words[1], List.of()).stream()
                        .filter(node -> node.matches("[A-Za-z0-9._-]{1,32}"))
                        .toList());
    }
}
