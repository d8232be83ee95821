package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts as public dumps show them, written as {@code NUMBER:TRIPLE:ENDPOINTS}. */
class LayoutTest {
    @Test
    void readsQualcommsUsualSetOfAnUnknownIdAsQmiWithoutProof() {
        var qmi = layout("2c7c:0a0a", "0:ff/ff/ff:2 1:ff/00/00:3 2:ff/00/00:3 3:ff/00/00:3 4:ff/ff/ff:3")
                .of(Kind.QMI)
                .getFirst();

        assertEquals(4, qmi.at().number());
        assertEquals(UsbFunction.Basis.READING, qmi.basis());
    }

    @ParameterizedTest
    @CsvSource({
        "2c7c:0a0a, 0:ff/ff/ff:3 1:ff/00/00:3 2:ff/00/00:3 4:ff/ff/ff:3", // two of them: which one?
        "2c7c:0a0a, 0:ff/00/00:3 1:ff/00/00:3 2:ff/ff/ff:2", // no interrupt endpoint: diagnostics
        "2c7c:0a0a, 0:02/06/00:1 1:0a/00/00:2 2:ff/00/00:3 3:ff/00/00:3 4:ff/ff/ff:3", // it has a network already
        "19d2:9999, 0:ff/00/00:3 1:ff/00/00:3 2:ff/ff/ff:3", // a maker whose QMI often carries no data
        "0bda:8812, 0:ff/ff/ff:5" // a network adapter
    })
    void seesNoQmiWhereTheSetIsAnother(String id, String interfaces) {
        assertFalse(layout(id, interfaces).has(Kind.QMI));
    }

    @ParameterizedTest
    @CsvSource({
        "3763:3c93, 0:02/06/00:1 1:0a/00/00:2 2:ff/00/00:2 3:ff/00/00:2, true",
        "0bdb:1926, 1:02/02/01:1 2:0a/00/00:2 6:02/0d/00:1 7:0a/00/01:2, true",
        "2341:0043, 0:02/02/01:1 1:0a/00/00:2, false",
        "1546:01a8, 0:02/02/01:1 1:0a/00/00:2, false",
        "0bda:8153, 0:02/06/00:1 1:0a/00/00:2, false"
    })
    void takesANetworkBesideSerialPortsForADongleWhoeverMadeIt(String id, String interfaces, boolean isDongle) {
        assertEquals(isDongle, layout(id, interfaces).isDongle());
    }

    @ParameterizedTest
    @CsvSource({"0e8d:0003", "0e8d:2000", "1782:4d00", "05c6:9008", "1199:90d2"})
    void neverTakesABootLoaderForAModem(String id) {
        var layout = layout(id, "0:02/02/01:1 1:0a/00/00:2");

        assertEquals(Mode.DOWNLOAD, layout.mode());
        assertTrue(layout.isDongle());
    }

    private static Layout layout(String id, String interfaces) {
        return Layout.of(new UsbDevice(
                "1-1",
                id.substring(0, 4),
                id.substring(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Arrays.stream(interfaces.split(" "))
                        .map(LayoutTest::usbInterface)
                        .toList()));
    }

    private static UsbInterface usbInterface(String text) {
        var parts = text.split("[:/]");
        return UsbInterface.unbound(
                Integer.parseInt(parts[0]), Triple.of(parts[1], parts[2], parts[3]), Integer.parseInt(parts[4]));
    }
}
