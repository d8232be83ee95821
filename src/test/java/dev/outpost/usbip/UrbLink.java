package dev.outpost.usbip;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** The second layer of USB/IP: the kernel's transfers on one connection, each answered once or taken back. Closing is unplugging. */
final class UrbLink implements UsbHost {
    private static final int STALL = -32;
    private static final int TAKEN_BACK = -104;

    private final EmulatedDevice device;
    private final Socket socket;
    private final DataOutputStream out;
    private final Map<Integer, InQueue> queues = new TreeMap<>();

    UrbLink(EmulatedDevice device, Socket socket, DataOutputStream out) {
        this.device = device;
        this.socket = socket;
        this.out = out;
    }

    /** Serves until either end closes. */
    void serve(DataInputStream in) throws IOException {
        device.plugged(this);
        try {
            while (true) {
                one(in);
            }
        } finally {
            device.unplugged();
        }
    }

    private void one(DataInputStream in) throws IOException {
        int command = in.readInt();
        int number = in.readInt();
        switch (command) {
            case Urb.SUBMIT -> submit(Urb.read(number, in));
            case Urb.UNLINK -> unlink(number, in);
            default -> throw new IOException("not a command of USB/IP: " + command);
        }
    }

    private void submit(Urb urb) throws IOException {
        if (urb.endpoint() == 0) {
            control(urb);
        } else if (urb.isIn()) {
            synchronized (this) {
                queue(urb.address()).wants(urb);
            }
            flush(urb.address());
        } else {
            answer(urb, 0, urb.length(), new byte[0]);
            device.received(urb.endpoint(), urb.data());
        }
    }

    private void control(Urb urb) throws IOException {
        var said = device.control(urb.setup(), urb.data());
        if (said.isEmpty()) {
            answer(urb, STALL, 0, new byte[0]);
        } else if (urb.isIn()) {
            answer(urb, 0, said.get().length, said.get());
        } else {
            answer(urb, 0, urb.length(), new byte[0]);
        }
    }

    private synchronized void unlink(int number, DataInputStream in) throws IOException {
        in.skipNBytes(12); // devid, direction, endpoint
        int taken = in.readInt();
        in.skipNBytes(24);
        var wasThere = queues.values().stream().anyMatch(queue -> queue.unlink(taken));
        header(Urb.UNLINKED, number, wasThere ? TAKEN_BACK : 0);
        out.write(new byte[Urb.HEADER - 24]);
        out.flush();
    }

    @Override
    public synchronized void send(int address, byte[] transfer) {
        queue(address).has(transfer);
        try {
            flush(address);
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public synchronized void forget(int address) {
        queue(address).forget();
    }

    private synchronized void flush(int address) throws IOException {
        var queue = queue(address);
        for (var next = queue.next(); next.isPresent(); next = queue.next()) {
            answer(next.get().urb(), 0, next.get().data().length, next.get().data());
        }
    }

    private InQueue queue(int address) {
        return queues.computeIfAbsent(address, each -> new InQueue());
    }

    private synchronized void answer(Urb urb, int status, int length, byte[] data) throws IOException {
        header(Urb.SUBMITTED, urb.number(), status);
        out.writeInt(length);
        out.write(new byte[Urb.HEADER - 28]); // start frame, packets, errors, padding
        out.write(data);
        out.flush();
    }

    private void header(int command, int number, int status) throws IOException {
        out.writeInt(command);
        out.writeInt(number);
        out.write(new byte[12]); // devid, direction, endpoint
        out.writeInt(status);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket did not close", e);
        }
    }
}
