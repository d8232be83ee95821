package dev.outpost.adapter.usb;

import dev.outpost.dongle.Descriptors;
import dev.outpost.dongle.Descriptors.DiskPipes;
import dev.outpost.dongle.SwitchWay;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbSender;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.usb4java.ConfigDescriptor;
import org.usb4java.Device;
import org.usb4java.DeviceDescriptor;
import org.usb4java.DeviceHandle;
import org.usb4java.DeviceList;
import org.usb4java.LibUsb;

/** Sends mode switch messages through libusb, whose native library is loaded at the first message. */
public final class LibusbSender implements UsbSender {
    @Override
    public Sending send(UsbDevice device, List<SwitchWay.Message> messages) {
        return LibusbBus.listed(
                list -> find(list, device)
                        .map(found -> opened(found, messages))
                        .orElseGet(() -> new Sending.Refused(device.id() + " is not at USB " + device.path()
                                + " any more, or libusb does not see it")),
                Sending.Refused::new);
    }

    /** At its path, and still itself: somebody may have plugged in another thing meanwhile. */
    private static Optional<Device> find(DeviceList list, UsbDevice wanted) {
        for (var device : list) {
            var about = new DeviceDescriptor();
            if (LibUsb.getDeviceDescriptor(device, about) == LibUsb.SUCCESS
                    && LibusbBus.path(device).equals(wanted.path())
                    && LibusbBus.id(about.idVendor()).equals(wanted.vid())
                    && LibusbBus.id(about.idProduct()).equals(wanted.pid())) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    private static Sending opened(Device device, List<SwitchWay.Message> messages) {
        var handle = new DeviceHandle();
        var result = LibUsb.open(device, handle);
        if (result == LibUsb.ERROR_ACCESS) {
            return new Sending.Denied(
                    "/dev/bus/usb/%03d/%03d".formatted(LibUsb.getBusNumber(device), LibUsb.getDeviceAddress(device)));
        }
        if (result < 0) {
            return new Sending.Refused("the device cannot be opened: " + LibUsb.strError(result));
        }
        try {
            return new SwitchTransfer(device, handle).send(messages);
        } finally {
            LibUsb.close(handle);
        }
    }

    /** The transfers of one mode switch on an open device. Errors after the first message are no failure: a stick that switches vanishes in the middle. */
    private static final class SwitchTransfer {
        /** A disk that is still spinning up its units may take a while to accept a command; ms. */
        private static final long OUT_WITHIN = 5_000;
        /** Many sticks leave instead of answering; ms. */
        private static final long IN_WITHIN = 1_000;

        private static final int STATUS_LENGTH = 13;

        private final Device device;
        private final DeviceHandle handle;
        private final List<String> evidence = new ArrayList<>();
        private boolean sent;
        private boolean gone;

        SwitchTransfer(Device device, DeviceHandle handle) {
            this.device = device;
            this.handle = handle;
        }

        Sending send(List<SwitchWay.Message> messages) {
            var disk = disk();
            var bulk = messages.stream().anyMatch(SwitchWay.Message.Bulk.class::isInstance);
            if (bulk && disk.isEmpty()) {
                return new Sending.Refused("its descriptors show no disk that takes commands");
            }
            var taken = disk.filter(pipes -> bulk);
            if (taken.isPresent()) {
                var refusal = take(taken.get().number());
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            }
            try {
                for (var message : messages) {
                    if (!gone) {
                        one(message, disk);
                    }
                }
            } finally {
                taken.ifPresent(pipes -> giveBack(pipes.number()));
            }
            return sent
                    ? new Sending.Sent(String.join(", ", evidence))
                    : new Sending.Refused(String.join(", ", evidence));
        }

        private void one(SwitchWay.Message message, Optional<DiskPipes> disk) {
            switch (message) {
                case SwitchWay.Message.Bulk bulk -> disk.ifPresent(pipes -> bulk(bulk, pipes));
                case SwitchWay.Message.Control control ->
                    done(
                            "control message",
                            LibUsb.controlTransfer(
                                    handle,
                                    (byte) control.type(),
                                    (byte) control.request(),
                                    (short) control.value(),
                                    (short) control.index(),
                                    ByteBuffer.allocateDirect(0),
                                    OUT_WITHIN));
                case SwitchWay.Message.Configure configure -> {
                    interfaces().forEach(number -> LibUsb.detachKernelDriver(handle, number));
                    done("configuration " + configure.value(), LibUsb.setConfiguration(handle, configure.value()));
                }
            }
        }

        private void bulk(SwitchWay.Message.Bulk message, DiskPipes pipes) {
            var out = direct(message.bytes());
            done("message of " + out.capacity() + " bytes", transfer(pipes.out(), out, OUT_WITHIN));
            pipes.in().ifPresent(in -> answer(in, message.answerLength()));
        }

        /** Data where the command asks for some, then the status; a stalled status is asked for once more. What it says is not needed, only that it is taken. */
        private void answer(int in, int length) {
            if (gone) {
                return;
            }
            if (length > 0) {
                transfer(in, ByteBuffer.allocateDirect(length), IN_WITHIN);
            }
            var status = ByteBuffer.allocateDirect(STATUS_LENGTH);
            var result = transfer(in, status, IN_WITHIN);
            if (result == LibUsb.ERROR_PIPE) {
                result = transfer(in, status, IN_WITHIN);
            }
            evidence.add(
                    switch (result) {
                        case LibUsb.SUCCESS -> status.get(STATUS_LENGTH - 1) == 0 ? "status good" : "status bad";
                        case LibUsb.ERROR_TIMEOUT -> "no status";
                        default -> "it left before its status";
                    });
            gone |= isGone(result);
        }

        /** A pipe that the device stalled is freed for what comes next. */
        private int transfer(int endpoint, ByteBuffer bytes, long within) {
            var result = LibUsb.bulkTransfer(handle, (byte) endpoint, bytes, IntBuffer.allocate(1), within);
            if (result == LibUsb.ERROR_PIPE) {
                LibUsb.clearHalt(handle, (byte) endpoint);
            }
            return result;
        }

        private void done(String what, int result) {
            if (result >= 0) {
                sent = true;
                evidence.add(what + " accepted");
                return;
            }
            gone |= isGone(result);
            // the device may go before it acknowledges: only the bus knows
            sent |= gone || result == LibUsb.ERROR_PIPE || result == LibUsb.ERROR_TIMEOUT;
            evidence.add(what + ": " + LibUsb.strError(result));
        }

        private static boolean isGone(int result) {
            return result == LibUsb.ERROR_NO_DEVICE || result == LibUsb.ERROR_IO || result == LibUsb.ERROR_OTHER;
        }

        /** The interface from the kernel's storage driver, for us alone. */
        private Optional<Sending> take(int number) {
            if (LibUsb.kernelDriverActive(handle, number) == 1) {
                LibUsb.detachKernelDriver(handle, number);
            }
            var result = LibUsb.claimInterface(handle, number);
            return result == LibUsb.SUCCESS
                    ? Optional.empty()
                    : Optional.of(new Sending.Refused(
                            "another program holds the disk, or it is gone: " + LibUsb.strError(result)));
        }

        /** Where nothing was sent the disk gets its driver again; else the driver would talk to a stick that is about to leave. */
        private void giveBack(int number) {
            if (LibUsb.releaseInterface(handle, number) == LibUsb.SUCCESS && !sent) {
                LibUsb.attachKernelDriver(handle, number);
            }
        }

        /** Of the active configuration, which is the first where libusb cannot tell. */
        private Optional<DiskPipes> disk() {
            var about = new DeviceDescriptor();
            LibUsb.getDeviceDescriptor(device, about);
            var active = IntBuffer.allocate(1);
            LibUsb.getConfiguration(handle, active);
            var descriptors = LibusbBus.descriptors(handle, about.bNumConfigurations());
            return descriptors
                    .configuration(active.get(0))
                    .or(() -> descriptors.configurations().stream().findFirst())
                    .flatMap(Descriptors.Configuration::disk);
        }

        private List<Integer> interfaces() {
            var active = new ConfigDescriptor();
            if (LibUsb.getActiveConfigDescriptor(device, active) != LibUsb.SUCCESS) {
                return List.of();
            }
            var numbers =
                    LibusbBus.interfaces(active).stream().map(i -> i.number()).toList();
            LibUsb.freeConfigDescriptor(active);
            return numbers;
        }

        private static ByteBuffer direct(byte[] bytes) {
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).rewind();
        }
    }
}
