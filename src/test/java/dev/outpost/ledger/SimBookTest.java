package dev.outpost.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimBookTest {
    private static final Iccid SIM = new Iccid("8991100000000000034");
    private static final Iccid OTHER = new Iccid("8991100000000000091");

    @TempDir
    Path folder;

    @Test
    void aPinIsClaimedOnceForEachSimAndRemembered() throws Exception {
        assertTrue(book().claim(SIM, Pin.of("1234"), 3));
        assertFalse(book().claim(SIM, Pin.of("1234"), 3));
        assertTrue(book().claim(OTHER, Pin.of("1234"), 3));
        assertTrue(book().claim(SIM, Pin.of("4321"), 3));
    }

    /** As often as the power goes in the middle, while no try is missing. */
    @Test
    void aPinThatWasRightMayBeSentAgain() throws Exception {
        book().claim(SIM, Pin.of("1234"), 3);
        book().good(SIM, Pin.of("1234"));

        assertTrue(book().claim(SIM, Pin.of("1234"), 3));
        assertTrue(book().claim(SIM, Pin.of("1234"), 3));
        assertFalse(book().claim(SIM, Pin.of("1234"), 2));
        assertFalse(book().history(SIM, Pin.of("1234")).isSpent());
    }

    @Test
    void aPinThatWasWrongIsNeverSentAgain() throws Exception {
        book().claim(SIM, Pin.of("1234"), 3);
        book().wrong(SIM, Pin.of("1234"));

        assertFalse(book().claim(SIM, Pin.of("1234"), 3));
        assertTrue(book().history(SIM, Pin.of("1234")).isSpent());
    }

    @Test
    void whatAnEarlierVersionNotedKeepsAPinBack() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sims"), "tried " + SlowHash.of(SIM.digits() + " 1234") + "\n");

        assertFalse(book().claim(SIM, Pin.of("1234"), 3));
    }

    @Test
    void keepsNeitherNumberAndIsItsOwnersAlone() throws Exception {
        book().claim(SIM, Pin.of("1234"), 3);

        var file = folder.resolve("sims");
        assertTrue(Files.readString(file).matches("tried [0-9a-f]{32} [0-9a-f]{64} 3\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theSitesSimIsTheOneThatTheProbeSaw() {
        var mark = Optional.of(SlowHash.of(SIM.digits()));
        assertFalse(book().isOf(SIM, Optional.empty()), "no probe saw it");
        assertFalse(book().isOf(SIM, Optional.of(SIM.masked())), "a mask is no number");
        assertFalse(book().isOf(OTHER, mark));
        assertTrue(book().isOf(SIM, mark));
        assertFalse(book().isOf(new Iccid("8991100000000011134"), mark), "it only looks alike");
        assertTrue(book().isOf(SIM, Optional.empty()));
    }

    /** All cards of one mask: before the site's is known, and after. */
    @Test
    void noneOfTheCardsThatLookAlikeIsTheSites() {
        var mark = Optional.of(SlowHash.of(SIM.digits()));
        var alike = new Random(7)
                .longs(60, 0, 1_000_000_000_000_000L)
                .mapToObj("89%015d34"::formatted)
                .map(Iccid::new)
                .filter(other -> !other.equals(SIM))
                .toList();
        assertTrue(alike.stream().allMatch(other -> other.masked().equals(SIM.masked())));

        assertTrue(alike.stream().noneMatch(other -> book().isOf(other, mark)));
        assertTrue(book().isOf(SIM, mark));
        assertTrue(alike.stream().noneMatch(other -> book().isOf(other, Optional.empty())));
    }

    private SimBook book() {
        var state = State.in(folder);
        return new SimBook(state, state.site("barn-1"));
    }
}
