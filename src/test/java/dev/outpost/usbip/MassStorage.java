package dev.outpost.usbip;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.dongle.UsbInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A disk by bulk-only transport: a command block comes, data go, a status goes. The dongle hears each command block as well: one of its
 * mode switch messages makes it leave the bus.
 */
final class MassStorage implements UsbFunction {
    private static final int GET_MAX_LUN = 0xa1fe;
    private static final int COMMAND = 0x43425355; // USBC
    private static final int STATUS = 0x53425355; // USBS
    private static final int COMMAND_SIZE = 31;
    private static final int STATUS_SIZE = 13;
    private static final int BLOCK = 15;

    /** A stick that switches still tells the status before it leaves: 0.15 s. */
    private static final Executor LEAVING = CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);

    private final UsbInterface usb;
    private final SimulatedDongle dongle;
    private final ScsiDrive drive;
    private final int in;
    private final int out;
    private Optional<UsbHost> host = Optional.empty();

    MassStorage(UsbInterface usb, SimulatedDongle dongle, ScsiDrive drive, Numbers numbers) {
        this.usb = usb;
        this.dongle = dongle;
        this.drive = drive;
        this.in = numbers.in();
        this.out = numbers.out();
    }

    @Override
    public Set<Integer> interfaces() {
        return Set.of(usb.number());
    }

    @Override
    public byte[] descriptors() {
        return new Descriptors()
                .interfaceOf(usb.number(), 0, 2, usb.triple())
                .bulk(in, out)
                .bytes();
    }

    @Override
    public boolean takes(int endpoint) {
        return endpoint == out;
    }

    @Override
    public Optional<byte[]> control(Setup setup, byte[] data) {
        return setup.what() == GET_MAX_LUN ? Optional.of(new byte[1]) : Optional.of(new byte[0]);
    }

    @Override
    public void plugged(UsbHost to) {
        host = Optional.of(to);
    }

    @Override
    public void received(int endpoint, byte[] data) {
        var block = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        if (data.length != COMMAND_SIZE || block.getInt() != COMMAND) {
            return; // data of a write: this drive keeps none
        }
        int tag = block.getInt();
        int wanted = block.getInt();
        boolean reads = (block.get() & 0x80) != 0;
        var result = drive.does(Arrays.copyOfRange(data, BLOCK, COMMAND_SIZE));
        if (reads && wanted > 0) {
            send(Arrays.copyOf(result.data(), Math.min(wanted, result.data().length)));
        }
        int residue = Math.max(0, wanted - result.data().length);
        send(status(tag, residue, result.isGood()));
        LEAVING.execute(() -> dongle.receives(data));
    }

    private void send(byte[] bytes) {
        host.ifPresent(each -> each.send(in, bytes));
    }

    private static byte[] status(int tag, int residue, boolean isGood) {
        return ByteBuffer.allocate(STATUS_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(STATUS)
                .putInt(tag)
                .putInt(residue)
                .put((byte) (isGood ? 0 : 1))
                .array();
    }
}
