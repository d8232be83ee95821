package dev.outpost.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.UsbDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DongleKeyTest {
    private static final String IMEI = "860000000002047";

    @TempDir
    Path folder = Path.of("");

    @Test
    void recognizesAnImeiAgainInTheSameState() {
        var mark = DongleKey.in(folder).imei(IMEI);

        var again = DongleKey.in(folder);

        assertEquals(Optional.of(true), DongleKey.same(Optional.of(mark), Optional.of(again.imei(IMEI))));
        assertEquals(Optional.of(false), DongleKey.same(Optional.of(mark), Optional.of(again.imei("860000000002054"))));
        assertFalse(mark.contains("86000"), mark);
    }

    @Test
    void saysNothingAboutMarksOfAnotherState() throws Exception {
        var other = DongleKey.in(Files.createDirectory(folder.resolve("other")));

        var mark = DongleKey.in(folder).imei(IMEI);

        assertEquals(Optional.empty(), DongleKey.same(Optional.of(mark), Optional.of(other.imei(IMEI))));
        assertEquals(Optional.empty(), DongleKey.same(Optional.of(mark), Optional.empty()));
    }

    @Test
    void keepsItsKeyToItself() throws Exception {
        DongleKey.in(folder);

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("dongles"))));
    }

    @Test
    void takesNoSerialNumberThatAllDonglesOfAMakerHave() {
        var key = DongleKey.in(folder);

        for (var serial :
                List.of("0123456789ABCDEF", "1234567890ABCDEF", "00000000", "123456789", "0000", "ffffffff")) {
            assertEquals(Optional.empty(), key.serial(device("1-1", serial)), serial);
        }
        assertTrue(key.serial(device("1-1", "8Q7A6B5C4D")).isPresent());
        assertEquals(key.serial(device("1-1", "8Q7A6B5C4D")), key.serial(device("1-2", "8Q7A6B5C4D")));
    }

    private static UsbDevice device(String path, String serial) {
        return new UsbDevice(
                path,
                "12d1",
                "1506",
                Optional.empty(),
                Optional.empty(),
                Optional.of(serial),
                1,
                Optional.empty(),
                List.of());
    }
}
