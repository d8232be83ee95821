package dev.outpost.usbip;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.UsbInterface;
import java.util.Optional;
import java.util.Set;

/** A serial interface as {@code option} binds it: a bulk pair, perhaps an interrupt endpoint, and a simulated port that answers. */
final class VendorSerial implements UsbFunction {
    /** Class request, host to interface. */
    private static final int SET_CONTROL_LINE_STATE = 0x2122;

    private final UsbInterface usb;
    private final Optional<DonglePort> port;
    private final int in;
    private final int out;
    private final Optional<Integer> notifies;
    private Optional<DonglePort.Connection> connection = Optional.empty();
    private Optional<UsbHost> host = Optional.empty();

    /** @param port who answers; nobody is an interface that swallows everything */
    VendorSerial(UsbInterface usb, Optional<DonglePort> port, Numbers numbers) {
        this.usb = usb;
        this.port = port;
        this.notifies = usb.endpoints() > 2 ? Optional.of(numbers.in()) : Optional.empty();
        this.in = numbers.in();
        this.out = numbers.out();
    }

    @Override
    public Set<Integer> interfaces() {
        return Set.of(usb.number());
    }

    @Override
    public byte[] descriptors() {
        var written = new Descriptors().interfaceOf(usb.number(), 0, notifies.isPresent() ? 3 : 2, usb.triple());
        notifies.ifPresent(written::interrupt);
        return written.bulk(in, out).bytes();
    }

    @Override
    public boolean takes(int endpoint) {
        return endpoint == out;
    }

    /** The line state says whether a program has the port open; what nobody read is lost when it closes. */
    @Override
    public synchronized Optional<byte[]> control(Setup setup, byte[] data) {
        if (setup.what() == SET_CONTROL_LINE_STATE && setup.value() == 0) {
            host.ifPresent(each -> each.forget(in));
        }
        return setup.asks() ? Optional.empty() : Optional.of(new byte[0]);
    }

    @Override
    public synchronized void received(int endpoint, byte[] data) {
        connection.ifPresent(each -> each.send(data));
    }

    @Override
    public synchronized void plugged(UsbHost to) {
        host = Optional.of(to);
        connection = port.map(each -> each.connect(bytes -> to.send(in, bytes)));
    }

    @Override
    public synchronized void unplugged() {
        connection.ifPresent(DonglePort.Connection::close);
        connection = Optional.empty();
    }
}
