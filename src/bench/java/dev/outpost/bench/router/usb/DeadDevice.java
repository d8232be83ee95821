package dev.outpost.bench.router.usb;

import dev.outpost.bench.host.SpecialFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A control node that takes everything and never says anything: the cdc-wdm0 of an E3372h-607 (ModemManager's huawei rules). */
final class DeadDevice implements SpecialFile {
    @Override
    public char kind() {
        return 'c';
    }

    @Override
    public InputStream read() {
        var closed = new CountDownLatch(1);
        return new InputStream() {
            @Override
            public int read() {
                try {
                    closed.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    @Override
    public OutputStream write() {
        return OutputStream.nullOutputStream();
    }
}
