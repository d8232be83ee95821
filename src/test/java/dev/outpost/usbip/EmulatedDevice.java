package dev.outpost.usbip;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A USB device: tables for endpoint 0, and functions for the rest. */
final class EmulatedDevice {
    private static final int DEVICE = 1;
    private static final int CONFIGURATION = 2;
    private static final int STRING = 3;
    private static final int GET_STATUS = 0x00;
    private static final int GET_DESCRIPTOR = 0x06;
    private static final int GET_CONFIGURATION = 0x08;
    private static final int GET_INTERFACE = 0x0a;

    /** Half of what it takes, as the descriptor wants it: 500 mA. */
    private static final int POWER = 250;

    private final DeviceIds ids;
    private final List<String> triples;
    private final List<UsbFunction> functions;
    private final Numbers numbers;
    private final byte[] configuration;
    private final byte[] device;

    /** @param triples class/subclass/protocol of the interfaces, in the order of their numbers */
    EmulatedDevice(DeviceIds ids, List<String> triples, List<UsbFunction> functions, Numbers numbers) {
        this.ids = ids;
        this.triples = List.copyOf(triples);
        this.functions = List.copyOf(functions);
        this.numbers = numbers;
        this.device = deviceDescriptor(ids, numbers);
        this.configuration = configuration();
    }

    DeviceIds ids() {
        return ids;
    }

    List<String> triples() {
        return triples;
    }

    private static byte[] deviceDescriptor(DeviceIds ids, Numbers numbers) {
        var triple = HexFormat.of().parseHex(ids.deviceClass().replace("/", ""));
        return new Descriptors()
                .raw(
                        DEVICE,
                        0x00,
                        0x02,
                        triple[0],
                        triple[1],
                        triple[2],
                        64,
                        ids.vendor() & 0xff,
                        ids.vendor() >> 8,
                        ids.product() & 0xff,
                        ids.product() >> 8,
                        ids.revision() & 0xff,
                        ids.revision() >> 8,
                        numbers.string(ids.maker()),
                        numbers.string(ids.name()),
                        numbers.string(ids.serial()),
                        1)
                .bytes();
    }

    private byte[] configuration() {
        var parts = new Descriptors();
        functions.forEach(function -> parts.append(function.descriptors()));
        int total = parts.bytes().length + 9;
        return new Descriptors()
                .raw(CONFIGURATION, total & 0xff, total >> 8, triples.size(), 1, 0, 0x80, POWER)
                .append(parts.bytes())
                .bytes();
    }

    /** A control transfer; empty stalls. */
    Optional<byte[]> control(Setup setup, byte[] data) {
        var answer = setup.isStandard() ? standard(setup) : functionAt(setup).flatMap(f -> f.control(setup, data));
        return answer.map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, setup.length())));
    }

    private Optional<UsbFunction> functionAt(Setup setup) {
        return functions.stream()
                .filter(function -> function.interfaces().contains(setup.interfaceNumber()))
                .findFirst();
    }

    private Optional<byte[]> standard(Setup setup) {
        if (!setup.asks()) {
            return Optional.of(new byte[0]); // set configuration, interface, feature; clear feature
        }
        return switch (setup.request()) {
            case GET_DESCRIPTOR -> descriptor(setup.value() >> 8, setup.value() & 0xff);
            case GET_STATUS -> Optional.of(new byte[2]);
            case GET_CONFIGURATION -> Optional.of(new byte[] {1});
            case GET_INTERFACE -> Optional.of(new byte[1]);
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> descriptor(int type, int index) {
        return switch (type) {
            case DEVICE -> Optional.of(device);
            case CONFIGURATION -> Optional.of(configuration);
            case STRING -> numbers.descriptor(index);
            default -> Optional.empty(); // qualifier, BOS
        };
    }

    void received(int endpoint, byte[] data) {
        functions.stream().filter(function -> function.takes(endpoint)).forEach(f -> f.received(endpoint, data));
    }

    void plugged(UsbHost host) {
        functions.forEach(function -> function.plugged(host));
    }

    void unplugged() {
        functions.forEach(UsbFunction::unplugged);
    }
}
