package dev.outpost.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimBookTest {
    private static final Iccid SIM = new Iccid("8991100000000000034");
    private static final Iccid OTHER = new Iccid("8991100000000000091");

    @TempDir
    Path folder;

    @Test
    void aPinIsClaimedOnceForEachSimAndRemembered() throws Exception {
        assertTrue(book().claim(SIM, Pin.of("1234")));
        assertFalse(book().claim(SIM, Pin.of("1234")));
        assertTrue(book().claim(OTHER, Pin.of("1234")));
        assertTrue(book().claim(SIM, Pin.of("4321")));
    }

    @Test
    void aPinThatWasRightMayBeSentAgain() throws Exception {
        book().claim(SIM, Pin.of("1234"));
        book().good(SIM, Pin.of("1234"));

        assertTrue(book().claim(SIM, Pin.of("1234")));
        assertFalse(book().claim(SIM, Pin.of("1234")));
    }

    @Test
    void keepsNeitherNumberAndIsItsOwnersAlone() throws Exception {
        book().claim(SIM, Pin.of("1234"));

        var file = folder.resolve("sims");
        assertTrue(Files.readString(file).matches("tried [0-9a-f]{32} [0-9a-f]{64}\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theSitesSimIsTheOneThatTheProbeSaw() {
        assertFalse(book().isOf(SIM, Optional.empty()), "no probe saw it");
        assertFalse(book().isOf(OTHER, Optional.of(SIM.masked())));
        assertTrue(book().isOf(SIM, Optional.of(SIM.masked())));
        assertFalse(book().isOf(new Iccid("8991100000000011134"), Optional.of(SIM.masked())), "it only looks alike");
        assertTrue(book().isOf(SIM, Optional.empty()));
    }

    private SimBook book() {
        var state = State.in(folder);
        return new SimBook(state, state.site("barn-1"));
    }
}
