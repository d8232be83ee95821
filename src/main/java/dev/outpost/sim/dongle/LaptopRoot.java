package dev.outpost.sim.dongle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that shows a dongle as a laptop's {@code /sys} and {@code /dev} would: attribute files, drivers as symbolic links, serial
 * nodes that lead to real pseudo terminals, and a control node that never answers.
 */
public final class LaptopRoot implements AutoCloseable {
    private final Path root;
    private final List<Pty> deadNodes = new ArrayList<>();
    private int ttys;
    private int nets;

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

    private Path devices() {
        return root.resolve("sys/bus/usb/devices");
    }

    /**
     * Plugs a dongle in.
     *
     * @param busPath where, such as {@code 1-1}
     */
    public void plugIn(SimulatedDongle dongle, String busPath) throws IOException {
        var usb = dongle.identity();
        var device = Files.createDirectories(devices().resolve(busPath));
        attribute(device, "idVendor", usb.vid());
        attribute(device, "idProduct", usb.pid());
        attribute(device, "bcdDevice", usb.revision());
        attribute(device, "bDeviceClass", usb.deviceClass().substring(0, 2));
        attribute(device, "bDeviceSubClass", usb.deviceClass().substring(3, 5));
        attribute(device, "bDeviceProtocol", usb.deviceClass().substring(6, 8));
        attribute(device, "bConfigurationValue", "1");
        attribute(
                device, "bNumInterfaces", String.format("%2d", usb.interfaces().size()));
        attribute(device, "speed", "480");
        attribute(device, "busnum", "1");
        attribute(device, "devnum", "2");
        text(device, "manufacturer", usb.manufacturer());
        text(device, "product", usb.product());
        link(device.resolve("driver"), "../../drivers/usb");
        for (var each : usb.interfaces()) {
            plugIn(dongle, each, busPath);
        }
    }

    private void plugIn(SimulatedDongle dongle, UsbInterface usb, String busPath) throws IOException {
        var folder = Files.createDirectories(devices().resolve(busPath + ":1." + usb.number()));
        attribute(folder, "bInterfaceNumber", String.format("%02x", usb.number()));
        attribute(folder, "bAlternateSetting", " 0");
        attribute(folder, "bInterfaceClass", usb.interfaceClass());
        attribute(folder, "bInterfaceSubClass", usb.subclass());
        attribute(folder, "bInterfaceProtocol", usb.protocol());
        attribute(folder, "bNumEndpoints", String.format("%02x", usb.endpoints()));
        if (usb.driver().isPresent()) {
            link(folder.resolve("driver"), "../../drivers/" + usb.driver().get());
        }
        switch (usb.nodes()) {
            case NONE -> {}
            case TTY -> serial(dongle, usb, folder);
            case NET -> net(folder, "usb" + nets++);
            case NET_AND_WDM -> {
                control(folder, "cdc-wdm" + nets);
                net(folder, "wwan" + nets++);
            }
        }
    }

    /** usb-serial has {@code ttyUSB0/tty/ttyUSB0} below the interface, cdc_acm {@code tty/ttyACM0}. */
    private void serial(SimulatedDongle dongle, UsbInterface usb, Path folder) throws IOException {
        boolean acm = usb.driver().filter("cdc_acm"::equals).isPresent();
        var name = (acm ? "ttyACM" : "ttyUSB") + ttys++;
        Files.createDirectories(folder.resolve(acm ? "tty/" + name : name + "/tty/" + name));
        var port = dongle.port(usb.number());
        if (port.isPresent() && Pty.isSupported()) {
            Files.createSymbolicLink(
                    root.resolve("dev").resolve(name), port.get().openPty());
        }
    }

    private void control(Path folder, String name) throws IOException {
        Files.createDirectories(folder.resolve("usbmisc").resolve(name));
        if (Pty.isSupported()) {
            var dead = Pty.open(bytes -> {});
            deadNodes.add(dead);
            Files.createSymbolicLink(root.resolve("dev").resolve(name), dead.slave());
        }
    }

    private static void net(Path folder, String name) throws IOException {
        var device = Files.createDirectories(folder.resolve("net").resolve(name));
        attribute(device, "address", "00:1e:10:1f:00:00");
    }

    private void link(Path from, String target) throws IOException {
        Files.createDirectories(
                root.resolve("sys/bus/usb/drivers").resolve(Path.of(target).getFileName()));
        Files.createSymbolicLink(from, Path.of(target));
    }

    private static void text(Path folder, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            attribute(folder, name, value);
        }
    }

    private static void attribute(Path folder, String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value + "\n");
    }

    @Override
    public void close() {
        deadNodes.forEach(Pty::close);
        deadNodes.clear();
    }
}
