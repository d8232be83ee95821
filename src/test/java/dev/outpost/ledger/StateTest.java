package dev.outpost.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isWhereItWasToldElseWhereTheSystemKeepsSuchThings() {
        var environment = Map.of("XDG_STATE_HOME", "/var/state");

        assertEquals(Path.of("here"), State.where(Optional.of(Path.of("here")), environment));
        assertEquals(Path.of("/var/state/outpost"), State.where(Optional.empty(), environment));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".local/state/outpost"),
                State.where(Optional.empty(), Map.of("XDG_STATE_HOME", "relative")));
        assertEquals(
                Path.of("/home/other/.local/state/outpost"),
                State.where(Optional.empty(), Map.of("HOME", "/home/other")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".local/state/outpost"),
                State.where(Optional.empty(), Map.of("HOME", "other")));
    }

    @Test
    void belongsToItsOwnerAlone() throws IOException {
        var site = State.in(folder.resolve("state")).site("barn");
        site.password(site.passwordOrNew());
        site.unit(new Unit("50:d4:f7:00:00:01", "SHA256:a"));

        try (var files = Files.walk(folder.resolve("state"))) {
            files.forEach(file ->
                    assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode(file), file.toString()));
        }
    }

    @Test
    void refusesAFolderThatOthersMayWriteToAndLeavesItAsItIs() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        var refused =
                assertThrows(ProblemException.class, () -> State.in(folder)).problem();

        assertEquals(ProblemCode.STATE_UNUSABLE, refused.code());
        assertEquals(Exit.USAGE, refused.exit());
        assertEquals("rwxrwxrwx", mode(folder));
        assertFalse(Files.exists(folder.resolve("sites")));
    }

    @Test
    void leavesTheModeOfAFolderThatWasThere() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        State.in(folder).site("barn");
        assertFalse(Files.exists(folder.resolve("sites")), "who only looks leaves no trace");
        State.in(folder).site("barn").lock().close();

        assertEquals("rwxr-xr-x", mode(folder));
        assertEquals("rwx------", mode(folder.resolve("sites")));
    }

    @Test
    void makesItsKeyOnceAndReadsItBack() throws IOException {
        var made = State.in(folder).key();

        var again = State.in(folder).key();

        assertArrayEquals(
                made.pair().getPrivate().getEncoded(), again.pair().getPrivate().getEncoded());
        assertEquals(made.publicLine(), again.publicLine());
        assertEquals(made.publicLine() + "\n", Files.readString(folder.resolve("keys/outpost_rsa.pub")));
        assertEquals("rw-------", mode(made.file()));
        assertTrue(
                made.publicLine().startsWith("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABg"),
                "3072 bits as OpenSSH writes them");
        assertEquals("ToolKey[" + made.file() + "]", made.toString());
    }

    @Test
    void remembersAUnitAndItsPassword() {
        var site = State.in(folder).site("barn");
        var password = site.passwordOrNew();
        site.unit(new Unit("50:d4:f7:00:00:01", "SHA256:a+b/c"));

        var again = State.in(folder).site("barn");

        assertEquals(password, again.passwordOrNew());
        assertEquals(20, password.reveal().length());
        assertEquals(Optional.of(new Unit("50:d4:f7:00:00:01", "SHA256:a+b/c")), again.unit());
    }

    @Test
    void saysWhichProcessHoldsASite() {
        var site = State.in(folder).site("barn");
        try (var _ = site.lock()) {
            var problem = assertThrows(ProblemException.class, site::lock).problem();

            assertEquals(ProblemCode.STATE_LOCKED, problem.code());
            assertTrue(
                    problem.because()
                            .contains("process " + ProcessHandle.current().pid() + " "),
                    problem.because());
        }
        site.lock().close();
    }

    @Test
    void namesAnotherWayWhereTheFolderCannotBe() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        var problem = assertThrows(ProblemException.class, () -> State.in(file.resolve("state")))
                .problem();

        assertEquals(Exit.USAGE, problem.exit());
        assertTrue(problem.next().contains("--state"), problem.next());
    }

    /** A camera in another's place is set up anew, with the passwords that its viewers know. */
    @Test
    void forgetsThatCamerasWereSetUpAndKeepsTheirPasswords() throws IOException {
        var site = State.in(folder.resolve("state")).site("barn");
        site.forgetSetUps();
        assertEquals(List.of(), site.passwordsKept());
        var password = site.cameraPasswordOrNew("yard", "admin");
        site.cameraSetUp("yard", "192.168.1.64");
        site.cameraSetUp("gate-set-up", "192.168.1.65");
        Files.writeString(site.cameraLogins(), "2026-11-27T12:00:00Z yard locked-until 2026-11-27T12:30:00Z\n");

        site.forgetCameras();

        assertFalse(Files.exists(site.cameraLogins()), "what the old one refused is held against the new one");

        assertEquals(Optional.empty(), site.cameraSetUp("yard"));
        assertEquals(Optional.empty(), site.cameraSetUp("gate-set-up"));
        assertEquals(
                password.reveal(),
                site.cameraPassword("yard", "admin").orElseThrow().reveal());
        assertEquals(
                List.of("the cameras' passwords stay what they were; they are kept in "
                        + site.file("camera-yard-admin")),
                site.passwordsKept());
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
