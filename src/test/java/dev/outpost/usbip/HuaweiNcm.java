package dev.outpost.usbip;

import dev.outpost.bench.dongle.DonglePort;
import dev.outpost.bench.dongle.UsbInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * NCM in one interface, as {@code huawei_cdc_ncm} binds it: the union descriptor names the interface itself, and the bulk pair is in
 * alternate setting 1. Its control channel answers AT where a port is given for it, and is dead where none is, as on the E3372h-607. No
 * frame gets anywhere.
 */
final class HuaweiNcm implements UsbFunction {
    private static final int SEND_ENCAPSULATED = 0x2100;
    private static final int GET_ENCAPSULATED = 0xa101;
    private static final int GET_NTB_PARAMETERS = 0xa180;
    private static final int GET_NTB_FORMAT = 0xa183;
    private static final int GET_NTB_INPUT_SIZE = 0xa185;
    private static final int GET_MAX_DATAGRAM_SIZE = 0xa187;
    private static final int GET_CRC_MODE = 0xa189;

    /** One block of frames, bytes. */
    private static final int BLOCK = 16384;

    private final UsbInterface usb;
    private final int notifies;
    private final int in;
    private final int out;
    private final int mac;
    private final Optional<DonglePort> port;
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private Optional<DonglePort.Connection> connection = Optional.empty();

    HuaweiNcm(UsbInterface usb, Optional<DonglePort> port, Numbers numbers) {
        this.usb = usb;
        this.port = port;
        this.notifies = numbers.in();
        this.in = numbers.in();
        this.out = numbers.out();
        this.mac = numbers.string("001E101F0000");
    }

    @Override
    public Set<Integer> interfaces() {
        return Set.of(usb.number());
    }

    @Override
    public byte[] descriptors() {
        return new Descriptors()
                .interfaceOf(usb.number(), 0, 1, usb.triple())
                .cdc(usb.number(), usb.number())
                .ethernet(mac)
                .functional(0x1a, 0x00, 0x01, 0) // NCM 1.0, no capability
                .interrupt(notifies)
                .interfaceOf(usb.number(), 1, 3, usb.triple())
                .interrupt(notifies)
                .bulk(in, out)
                .bytes();
    }

    @Override
    public boolean takes(int endpoint) {
        return endpoint == out;
    }

    @Override
    public Optional<byte[]> control(Setup setup, byte[] data) {
        return switch (setup.what()) {
            case SEND_ENCAPSULATED -> {
                connection.ifPresent(each -> each.send(data));
                yield Optional.of(new byte[0]);
            }
            case GET_ENCAPSULATED -> Optional.of(fetched());
            case GET_NTB_PARAMETERS -> Optional.of(parameters());
            case GET_NTB_FORMAT, GET_CRC_MODE -> Optional.of(new byte[2]);
            case GET_NTB_INPUT_SIZE -> Optional.of(little(4).putInt(BLOCK).array());
            case GET_MAX_DATAGRAM_SIZE ->
                Optional.of(little(2).putShort((short) 1514).array());
            default -> setup.asks() ? Optional.empty() : Optional.of(new byte[0]);
        };
    }

    @Override
    public void plugged(UsbHost host) {
        connection = port.map(each -> each.connect(bytes -> {
            synchronized (answers) {
                answers.add(bytes);
            }
            host.send(notifies, new byte[] {(byte) 0xa1, 1, 0, 0, (byte) usb.number(), 0, 0, 0}); // response available
        }));
    }

    @Override
    public void unplugged() {
        connection.ifPresent(DonglePort.Connection::close);
        connection = Optional.empty();
    }

    private byte[] fetched() {
        synchronized (answers) {
            return answers.isEmpty() ? new byte[0] : answers.remove();
        }
    }

    /** NCM 1.0, table 6-3. */
    private static byte[] parameters() {
        var bytes = new byte[28];
        var out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 28).putShort((short) 1); // its length; 16-bit blocks
        for (int way = 0; way < 2; way++) {
            out.putInt(BLOCK).putShort((short) 4).putShort((short) 0).putShort((short) 4);
            out.putShort((short) 0); // in: reserved; out: as many frames as fit
        }
        return bytes;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
