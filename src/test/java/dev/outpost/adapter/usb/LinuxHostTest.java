package dev.outpost.adapter.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.UsbHost.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxHostTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void knowsNothingWhereThereIsNothing() {
        var host = new LinuxHost(root);

        assertEquals(Set.of(), host.drivers());
        assertEquals(Map.of(), host.programs());
        assertEquals(Optional.empty(), host.kernelLog());
        assertEquals(Access.MISSING, host.access(root.resolve("dev/ttyUSB0").toString()));
        assertFalse(host.hasRules());
    }

    @Test
    void readsDriversOfBothBusesAndProgramsThatRun() throws IOException {
        Files.createDirectories(root.resolve("sys/bus/usb/drivers/option"));
        Files.createDirectories(root.resolve("sys/bus/usb-serial/drivers/option1"));
        Files.createDirectories(root.resolve("proc/612"));
        Files.createDirectories(root.resolve("proc/613"));
        Files.writeString(root.resolve("proc/612/comm"), "ModemManager\n");

        var host = new LinuxHost(root);

        assertEquals(Set.of("option", "option1"), host.drivers());
        assertEquals(Map.of(612L, "ModemManager"), host.programs(), "613 has just ended");
    }

    @Test
    void installsTheRulesThatAreShipped() throws IOException {
        var rules = Files.createDirectories(root.resolve("etc/udev/rules.d"));
        var host = new LinuxHost(root);

        var written = Path.of(host.installRules());

        assertEquals(rules, written.getParent());
        assertEquals(Files.readString(Path.of("udev/70-outpost-dongles.rules")), Files.readString(written));
        assertTrue(host.hasRules());
    }

    @Test
    void refusesWhereThereIsNoUdev() {
        assertThrows(NoSuchFileException.class, () -> new LinuxHost(root).installRules());
    }
}
