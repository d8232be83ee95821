package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.sim.dongle.SimulatedDongle;
import dev.outpost.usbip.UsbIpServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VmIT {
    static UsbIpServer usb;
    static VirtualMachine machine;
    static Guest guest;

    @BeforeAll
    static void boots() throws Exception {
        usb = UsbIpServer.start();
        long t = System.nanoTime();
        machine = VirtualMachine.boot(usb.address().getPort());
        System.out.println("boot " + (System.nanoTime() - t) / 1e9);
        guest = new Guest(machine);
    }

    @AfterAll
    static void ends() throws Exception {
        machine.close();
        usb.close();
    }

    @Test
    void tries() throws Exception {
        for (var name : "huawei-e3372-stick huawei-e3372h-607 huawei-e398 huawei-hilink alcatel-ik40 nasty-storage quectel-ec25 fibocom-fm350".split(" ")) {
            try (var dongle = SimulatedDongle.load(name)) {
                long t = System.nanoTime();
                usb.plug("1-1", dongle);
                guest.sh("sleep 2.5");
                System.out.println(name + " " + guest.drivers() + guest.sh("ls /dev | grep -E 'ttyU|cdc|sr|sd' | tr '\\n' ' '"));
                long t2 = System.nanoTime();
                var r = guest.outpost("probe --format json");
                System.out.println((System.nanoTime() - t2) / 1e9 + " " + r);
                usb.unplug("1-1");
                guest.awaitNothingPlugged();
            }
        }
        System.out.println(guest.sh("dmesg | tail -150"));
    }
}
