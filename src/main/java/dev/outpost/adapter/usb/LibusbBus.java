package dev.outpost.adapter.usb;

import dev.outpost.dongle.Descriptors;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.usb4java.ConfigDescriptor;
import org.usb4java.Context;
import org.usb4java.Device;
import org.usb4java.DeviceDescriptor;
import org.usb4java.DeviceHandle;
import org.usb4java.DeviceList;
import org.usb4java.InterfaceDescriptor;
import org.usb4java.LibUsb;
import org.usb4java.LoaderException;

/**
 * The USB devices as libusb lists them, for systems without sysfs. Strings need the device opened, which is tried with what looks like a
 * dongle and with nothing else; drivers and nodes are not libusb's to know. The native library (of 2018) is loaded at the first look; there is
 * none for macOS on Apple silicon.
 */
public final class LibusbBus implements UsbBus {
    private static final int HUB = 9;
    private static final int PORTS_AT_MOST = 7;
    private static final int DEVICE_DESCRIPTOR = 1;
    private static final int CONFIGURATION_DESCRIPTOR = 2;
    /** The richest modem seen has 400 bytes a configuration. */
    private static final int LONGEST = 4096;

    private static final int MOST_CONFIGURATIONS = 8;

    @Override
    public List<UsbDevice> devices() {
        return listed(
                list -> StreamSupport.stream(list.spliterator(), false)
                        .flatMap(device -> read(device).stream())
                        .sorted(Comparator.comparing(UsbDevice::path))
                        .toList(),
                because -> {
                    throw new ProblemException(ProblemCode.PORT_NO_USB_LIST.problem(
                            "this computer's USB devices cannot be listed",
                            because,
                            "name the dongle's port: outpost probe --port DEV"));
                });
    }

    /** What is made of libusb's list of devices, or of the reason, in words, why there is none. */
    static <T> T listed(Function<DeviceList, T> work, Function<String, T> trouble) {
        try {
            var context = new Context();
            var result = LibUsb.init(context);
            if (result < 0) {
                return trouble.apply("libusb says: " + LibUsb.strError(result));
            }
            var list = new DeviceList();
            try {
                result = LibUsb.getDeviceList(context, list);
                return result < 0 ? trouble.apply("libusb says: " + LibUsb.strError(result)) : work.apply(list);
            } finally {
                if (result >= 0) {
                    LibUsb.freeDeviceList(list, true);
                }
                LibUsb.exit(context);
            }
        } catch (LoaderException | UnsatisfiedLinkError missing) {
            return trouble.apply("libusb's native library does not load here: " + missing.getMessage());
        }
    }

    private static Optional<UsbDevice> read(Device device) {
        var about = new DeviceDescriptor();
        if (LibUsb.getDeviceDescriptor(device, about) < 0 || about.bDeviceClass() == HUB) {
            return Optional.empty();
        }
        var active = new ConfigDescriptor();
        var configured = LibUsb.getActiveConfigDescriptor(device, active) == LibUsb.SUCCESS;
        try {
            var bare = new UsbDevice(
                    path(device),
                    id(about.idVendor()),
                    id(about.idProduct()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    about.bNumConfigurations(),
                    configured ? Optional.of((active.bMaxPower() & 0xff) * 2) : Optional.empty(),
                    speed(device),
                    configured ? interfaces(active) : List.of(),
                    Sight.whole());
            return Optional.of(mayBeDongle(bare) ? named(device, about, bare) : bare);
        } finally {
            if (configured) {
                LibUsb.freeConfigDescriptor(active);
            }
        }
    }

    /** Without interfaces nothing can be said: then it may. */
    private static boolean mayBeDongle(UsbDevice bare) {
        return bare.interfaces().isEmpty() || Layout.of(bare).isDongle();
    }

    /** With its strings, where this user may open it. */
    private static UsbDevice named(Device device, DeviceDescriptor about, UsbDevice bare) {
        var handle = new DeviceHandle();
        if (LibUsb.open(device, handle) != LibUsb.SUCCESS) {
            return bare;
        }
        try {
            return new UsbDevice(
                    bare.path(),
                    bare.vid(),
                    bare.pid(),
                    string(handle, about.iManufacturer()),
                    string(handle, about.iProduct()),
                    string(handle, about.iSerialNumber()),
                    bare.configurations(),
                    bare.maxPower(),
                    bare.speed(),
                    bare.interfaces().isEmpty() ? described(handle, bare) : bare.interfaces(),
                    bare.sight());
        } finally {
            LibUsb.close(handle);
        }
    }

    /** Nobody has configured it: what its first configuration would offer. */
    private static List<UsbInterface> described(DeviceHandle handle, UsbDevice bare) {
        return descriptors(handle, bare.configurations()).configurations().stream()
                .findFirst()
                .map(Descriptors.Configuration::interfaces)
                .orElse(List.of());
    }

    private static Optional<String> string(DeviceHandle handle, byte index) {
        return index == 0
                ? Optional.empty()
                : Optional.ofNullable(LibUsb.getStringDescriptor(handle, index))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty());
    }

    /** In Mbit/s; empty where libusb does not know it. */
    private static Optional<Integer> speed(Device device) {
        return switch (LibUsb.getDeviceSpeed(device)) {
            case LibUsb.SPEED_FULL -> Optional.of(12);
            case LibUsb.SPEED_HIGH -> Optional.of(480);
            case LibUsb.SPEED_SUPER -> Optional.of(5000);
            default -> Optional.empty();
        };
    }

    /** Four hexadecimal digits. */
    static String id(short number) {
        return "%04x".formatted(number & 0xffff);
    }

    /** Bus and ports as Linux writes them: {@code 1-1.2}. */
    static String path(Device device) {
        var ports = ByteBuffer.allocateDirect(PORTS_AT_MOST);
        int depth = Math.max(0, LibUsb.getPortNumbers(device, ports));
        return LibUsb.getBusNumber(device) + "-"
                + IntStream.range(0, depth)
                        .mapToObj(level -> String.valueOf(ports.get(level)))
                        .collect(Collectors.joining("."));
    }

    /** Each with the endpoints of its richest alternate setting. */
    static List<UsbInterface> interfaces(ConfigDescriptor active) {
        return UsbInterface.richest(Stream.of(active.iface())
                .flatMap(one -> Stream.of(one.altsetting()))
                .map(LibusbBus::described));
    }

    private static UsbInterface described(InterfaceDescriptor alt) {
        return UsbInterface.unbound(
                alt.bInterfaceNumber() & 0xff,
                new Triple(
                        alt.bInterfaceClass() & 0xff, alt.bInterfaceSubClass() & 0xff, alt.bInterfaceProtocol() & 0xff),
                alt.bNumEndpoints());
    }

    /**
     * An open device's descriptors themselves (GET_DESCRIPTOR): all configurations, where libusb shows the active one.
     *
     * @param configurations bNumConfigurations
     */
    static Descriptors descriptors(DeviceHandle handle, int configurations) {
        var all = new ByteArrayOutputStream();
        append(handle, DEVICE_DESCRIPTOR, 0, all);
        for (int index = 0; index < Math.min(configurations, MOST_CONFIGURATIONS); index++) {
            append(handle, CONFIGURATION_DESCRIPTOR, index, all);
        }
        return Descriptors.read(all.toByteArray());
    }

    private static void append(DeviceHandle handle, int type, int index, ByteArrayOutputStream all) {
        var bytes = ByteBuffer.allocateDirect(LONGEST);
        int length = LibUsb.getDescriptor(handle, (byte) type, (byte) index, bytes);
        var read = new byte[Math.clamp(length, 0, LONGEST)];
        bytes.get(0, read);
        all.writeBytes(read);
    }
}
