package dev.outpost.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintSaltTest {
    private static final String IMEI = "860000000002047";

    @TempDir
    Path folder = Path.of("");

    @Test
    void recognizesAnImeiAgainInTheSameState() {
        var mark = FingerprintSalt.in(folder).imei(IMEI);

        var again = FingerprintSalt.in(folder);

        assertEquals(Optional.of(true), FingerprintSalt.same(Optional.of(mark), Optional.of(again.imei(IMEI))));
        assertEquals(
                Optional.of(false),
                FingerprintSalt.same(Optional.of(mark), Optional.of(again.imei("860000000002054"))));
        assertFalse(mark.contains("86000"), mark);
    }

    @Test
    void saysNothingAboutMarksOfAnotherState() throws Exception {
        var other = FingerprintSalt.in(Files.createDirectory(folder.resolve("other")));

        var mark = FingerprintSalt.in(folder).imei(IMEI);

        assertEquals(Optional.empty(), FingerprintSalt.same(Optional.of(mark), Optional.of(other.imei(IMEI))));
        assertEquals(Optional.empty(), FingerprintSalt.same(Optional.of(mark), Optional.empty()));
    }

    @Test
    void keepsItsKeyToItself() throws Exception {
        FingerprintSalt.in(folder);

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("dongles"))));
    }

    @Test
    void takesNoSerialNumberThatAllDonglesOfAMakerHave() {
        var key = FingerprintSalt.in(folder);

        for (var serial :
                List.of("0123456789ABCDEF", "1234567890ABCDEF", "00000000", "123456789", "0000", "ffffffff")) {
            assertEquals(Optional.empty(), key.serial("12d1:1506", serial), serial);
        }
        assertTrue(key.serial("12d1:1506", "8Q7A6B5C4D").isPresent());
        assertEquals(key.serial("12d1:1506", "8Q7A6B5C4D"), key.serial("12d1:1506", "8Q7A6B5C4D"));
    }
}
