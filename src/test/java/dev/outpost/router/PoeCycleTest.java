package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.shell.Batch;
import dev.outpost.shell.LocalShell;
import dev.outpost.shell.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real shell; ubus, jsonfilter, ip and bridge are stand-ins that answer as a switch with realtek-poe does. */
class PoeCycleTest {
    @TempDir
    Path bin;

    @Test
    void switchesThePortOffAndOnThatFeedsTheCamera() throws IOException {
        ubus("echo '{\"ports\":{\"lan2\":{\"status\":\"Delivering power\"}}}'");
        program("jsonfilter", "echo 'Delivering power'");

        assertEquals("cycled lan2", said());
        assertEquals(
                "poe info\npoe manage {\"port\":\"lan2\",\"enable\":false}\npoe manage {\"port\":\"lan2\",\"enable\":true}\n",
                Files.readString(bin.resolve("calls")));
    }

    @Test
    void leavesAPortAloneThatFeedsNobody() throws IOException {
        ubus("echo '{\"ports\":{\"lan2\":{\"status\":\"Searching\"}}}'");
        program("jsonfilter", "echo Searching");

        assertEquals("none port lan2 does not feed it (Searching)", said());
        assertEquals("poe info\n", Files.readString(bin.resolve("calls")));
    }

    @Test
    void saysThatABoardWithoutSuchPortsFeedsNobody() throws IOException {
        ubus("exit 4");

        assertEquals("none this router feeds nobody", said());
    }

    private void ubus(String info) throws IOException {
        program("ubus", "shift\necho \"$*\" >>" + bin + "/calls\n[ \"$2\" != info ] || { " + info + "; }");
        program("ip", "echo '192.168.1.64 dev br-lan lladdr 44:47:cc:00:11:22 REACHABLE'");
        program("bridge", "echo '44:47:cc:00:11:22 dev lan2 master br-lan'");
        program("sleep", "exit 0");
    }

    private void program(String name, String body) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String said() throws IOException {
        var shell = new LocalShell("/usr/bin/env", "PATH=" + bin + ":/usr/bin:/bin", "/bin/sh");
        return shell.run(
                        Batch.of(Script.in(Guard.class, "poe-cycle").with("ADDRESS", "192.168.1.64")),
                        LocalShell.PATIENCE)
                .getLast()
                .stdout()
                .strip();
    }
}
