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

/** A real shell; nc is a stand-in whose camera takes calls at some ports, ip and netstat know nothing. */
class WaitCameraTest {
    @TempDir
    Path bin;

    /** It was plugged in between the look at its first port and the look at its second. */
    @Test
    void tellsTheFirstPortOfACameraThatComesMeanwhile() throws IOException {
        calls("[ \"$2\" = 80 ] || [ \"$(grep -c . " + bin + "/calls)\" -gt 1 ]");

        assertEquals("open 554\nat 192.168.1.64", said());
        assertEquals("554\n80\n554\n", Files.readString(bin.resolve("calls")));
    }

    @Test
    void tellsTheOnlyPortThatAnswers() throws IOException {
        calls("[ \"$2\" = 80 ]");

        assertEquals("open 80\nat 192.168.1.64", said());
    }

    private void calls(String answer) throws IOException {
        program("nc", "echo \"$2\" >>" + bin + "/calls\n" + answer);
        program("ip", "exit 0");
        program("netstat", "exit 0");
    }

    private void program(String name, String body) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String said() throws IOException {
        var shell = new LocalShell("/usr/bin/env", "PATH=" + bin + ":/usr/bin:/bin", "/bin/sh");
        var wait = Script.in(Guard.class, "wait-camera")
                .with("ADDRESSES", "192.168.1.64")
                .with("PORTS", "554 80")
                .with("SECONDS_TO_WAIT", 0);
        return shell.run(Batch.of(wait), LocalShell.PATIENCE).getLast().stdout().strip();
    }
}
