package dev.outpost.usbip;

import dev.outpost.bench.dongle.UsbInterface;
import java.util.Optional;
import java.util.Set;

/**
 * A control interface with a data interface beside it, as {@code cdc_ether}, {@code rndis_host} and {@code qmi_wwan} bind them. Frames go
 * nowhere.
 */
final class CdcPair implements UsbFunction {
    /** What one of them says on its control channel. */
    interface Talk {
        /** A class request; empty stalls. */
        Optional<byte[]> answer(Setup setup, byte[] data);
    }

    private final UsbInterface control;
    private final UsbInterface data;
    private final Talk talk;
    private final int notifies;
    private final int in;
    private final int out;
    private final int mac;
    private final boolean hasIdleSetting;

    private CdcPair(UsbInterface control, UsbInterface data, Talk talk, boolean hasIdleSetting, Numbers numbers) {
        this.control = control;
        this.data = data;
        this.talk = talk;
        this.hasIdleSetting = hasIdleSetting;
        this.notifies = numbers.in();
        this.in = numbers.in();
        this.out = numbers.out();
        this.mac = numbers.string("0C5B8F279A64");
    }

    /** Ethernet over CDC: its data interface has a first setting without endpoints. */
    static CdcPair ethernet(UsbInterface control, UsbInterface data, Numbers numbers) {
        return new CdcPair(control, data, CdcPair::takesAll, true, numbers);
    }

    static CdcPair rndis(UsbInterface control, UsbInterface data, Numbers numbers) {
        return new CdcPair(control, data, new RndisTalk(), false, numbers);
    }

    /** Huawei's QMI: descriptors only, its messages are refused. */
    static CdcPair qmi(UsbInterface control, UsbInterface data, Numbers numbers) {
        return new CdcPair(control, data, (setup, bytes) -> Optional.empty(), false, numbers);
    }

    /** The packet filter and what else needs no answer. */
    private static Optional<byte[]> takesAll(Setup setup, byte[] data) {
        return setup.asks() ? Optional.empty() : Optional.of(new byte[0]);
    }

    @Override
    public Set<Integer> interfaces() {
        return Set.of(control.number(), data.number());
    }

    @Override
    public byte[] descriptors() {
        var written = new Descriptors()
                .interfaceOf(control.number(), 0, 1, control.triple())
                .cdc(control.number(), data.number())
                .ethernet(mac)
                .interrupt(notifies);
        if (hasIdleSetting) {
            written.interfaceOf(data.number(), 0, 0, data.triple());
        }
        return written.interfaceOf(data.number(), hasIdleSetting ? 1 : 0, 2, data.triple())
                .bulk(in, out)
                .bytes();
    }

    @Override
    public boolean takes(int endpoint) {
        return endpoint == out;
    }

    @Override
    public Optional<byte[]> control(Setup setup, byte[] bytes) {
        return talk.answer(setup, bytes);
    }
}
