package dev.outpost.bench.dongle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that shows dongles as a laptop's {@code /sys} and {@code /dev} would: attribute files, drivers as symbolic links, serial
 * nodes that lead to real pseudo terminals, and control nodes that never answer. It follows a dongle that leaves the bus and comes back.
 */
public final class LaptopRoot implements AutoCloseable {
    private final Path root;
    private final Map<String, Nodes> plugged = new HashMap<>();
    private int ttys;
    private int nets;
    private boolean closed;

    /** What one dongle has in {@code /dev}. */
    private record Nodes(List<Path> links, List<Pty> dead) {
        Nodes() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private LaptopRoot(Path root) {
        this.root = root;
    }

    /** Starts with nothing plugged in. */
    public static LaptopRoot in(Path folder) throws IOException {
        var laptop = new LaptopRoot(folder);
        Files.createDirectories(laptop.devices());
        Files.createDirectories(folder.resolve("dev"));
        Files.createDirectories(folder.resolve("proc/net"));
        return laptop;
    }

    /** The folder that stands for {@code /}. */
    public Path folder() {
        return root;
    }

    /** Its resolver is there; none: nobody answers it. */
    public void asksNamesAt(Optional<String> resolver) throws IOException {
        if (resolver.isPresent()) {
            Files.createDirectories(root.resolve("etc"));
            Files.writeString(root.resolve("etc/resolv.conf"), "nameserver " + resolver.get() + "\n");
        }
    }

    private Path devices() {
        return root.resolve("sys/bus/usb/devices");
    }

    /**
     * Plugs a dongle in, and follows it from now on.
     *
     * @param busPath where, such as {@code 1-1}
     */
    public void plugIn(SimulatedDongle dongle, String busPath) throws IOException {
        show(dongle, busPath);
        dongle.watchedBy(() -> unplug(busPath), () -> show(dongle, busPath));
    }

    /** Takes away what is plugged in there. */
    public synchronized void unplug(String busPath) throws IOException {
        var nodes = plugged.remove(busPath);
        if (nodes == null) {
            return;
        }
        remove(devices().resolve(busPath));
        try (var entries = Files.newDirectoryStream(devices(), busPath + ":*")) {
            for (var each : entries) {
                remove(each);
            }
        }
        for (var link : nodes.links()) {
            Files.deleteIfExists(link);
        }
        nodes.dead().forEach(Pty::close);
    }

    /** The interfaces first: who sees the device sees all of it. */
    private synchronized void show(SimulatedDongle dongle, String busPath) throws IOException {
        if (closed) {
            return;
        }
        var nodes = new Nodes();
        plugged.put(busPath, nodes);
        var usb = dongle.identity();
        for (var each : usb.interfaces()) {
            show(dongle, each, busPath, nodes);
        }
        var device = Files.createDirectories(devices().resolve(busPath));
        link(device.resolve("driver"), "../../drivers/usb");
        attributes(device, usb.attributes(dongle.busAddress()));
    }

    private void show(SimulatedDongle dongle, UsbInterface usb, String busPath, Nodes nodes) throws IOException {
        var folder = Files.createDirectories(devices().resolve(busPath + ":1." + usb.number()));
        attributes(folder, usb.attributes());
        if (usb.driver().isPresent()) {
            link(folder.resolve("driver"), "../../drivers/" + usb.driver().get());
        }
        switch (usb.nodes()) {
            case NONE -> {}
            case TTY -> serial(dongle, usb, folder, nodes);
            case NET -> net(folder, "usb" + nets++);
            case NET_AND_WDM -> {
                control(folder, "cdc-wdm" + nets, nodes);
                net(folder, "wwan" + nets++);
            }
        }
    }

    /** usb-serial has {@code ttyUSB0/tty/ttyUSB0} below the interface, cdc_acm {@code tty/ttyACM0}. */
    private void serial(SimulatedDongle dongle, UsbInterface usb, Path folder, Nodes nodes) throws IOException {
        boolean acm = usb.driver().filter("cdc_acm"::equals).isPresent();
        var name = (acm ? "ttyACM" : "ttyUSB") + ttys++;
        Files.createDirectories(folder.resolve(acm ? "tty/" + name : name + "/tty/" + name));
        var port = dongle.port(usb.number());
        if (port.isPresent() && Pty.isSupported()) {
            node(name, port.get().openPty(), nodes);
        }
    }

    private void control(Path folder, String name, Nodes nodes) throws IOException {
        Files.createDirectories(folder.resolve("usbmisc").resolve(name));
        if (Pty.isSupported()) {
            var dead = Pty.open(bytes -> {});
            nodes.dead().add(dead);
            node(name, dead.slave(), nodes);
        }
    }

    private void node(String name, Path target, Nodes nodes) throws IOException {
        nodes.links().add(Files.createSymbolicLink(root.resolve("dev").resolve(name), target));
    }

    private static void net(Path folder, String name) throws IOException {
        var device = Files.createDirectories(folder.resolve("net").resolve(name));
        attributes(device, Map.of("address", "00:1e:10:1f:00:00"));
    }

    private void link(Path from, String target) throws IOException {
        Files.createDirectories(
                root.resolve("sys/bus/usb/drivers").resolve(Path.of(target).getFileName()));
        Files.createSymbolicLink(from, Path.of(target));
    }

    private static void attributes(Path folder, Map<String, String> all) throws IOException {
        for (var each : all.entrySet()) {
            Files.writeString(folder.resolve(each.getKey()), each.getValue() + "\n");
        }
    }

    private static void remove(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        plugged.values().forEach(nodes -> nodes.dead().forEach(Pty::close));
        plugged.clear();
    }
}
