package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.ProbedPort.Role;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComebackTest {
    @TempDir
    Path folder;

    @Test
    void aDongleThatResetsIsFoundAgainAtItsPlaceOnTheBusAndAskedToTheEnd() throws Exception {
        try (var dongle = SimulatedDongle.load("huawei-e3372h-607", 8);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");
            var bus = new SysfsBus(folder.resolve("sys"), folder.resolve("dev"));
            var device = bus.devices().getFirst();
            var first = device.serialPorts().getFirst();
            var port = new Target.Port(first.tty().orElseThrow(), Optional.of(first.number()));
            var ports = new Resetting(new SerialPorts(), dongle);

            var reports = new Prober(ports, path -> Optional.empty(), Ticker.REAL, bus)
                    .ask(List.of(new Target(Optional.of(device), List.of(port), Optional.empty(), Set.of())));

            var asked = reports.getFirst().ports().getFirst();
            assertEquals(Role.AT, asked.role(), asked.evidence());
            assertNotEquals(port.path(), asked.path());
            assertTrue(asked.evidence().contains("came back as"), asked.evidence());
            assertEquals(SimCard.State.READY, reports.getFirst().facts().sim().state());
        }
    }

    /** Lets the dongle reset when the sixth line is written. */
    private record Resetting(AtPorts real, SimulatedDongle dongle, AtomicInteger lines) implements AtPorts {
        Resetting(AtPorts real, SimulatedDongle dongle) {
            this(real, dongle, new AtomicInteger());
        }

        @Override
        public AtPort open(String name) throws PortRefused {
            var port = real.open(name);
            return new AtPort() {
                @Override
                public String name() {
                    return port.name();
                }

                @Override
                public void write(byte[] bytes) throws IOException {
                    if (lines.incrementAndGet() == 6) {
                        dongle.reenumerates(Duration.ofSeconds(8));
                    }
                    port.write(bytes);
                }

                @Override
                public byte[] read(Duration wait) throws IOException {
                    return port.read(wait);
                }

                @Override
                public void close() {
                    port.close();
                }
            };
        }
    }
}
