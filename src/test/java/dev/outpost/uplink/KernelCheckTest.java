package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.UplinkKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelCheckTest {
    private static final String EM060K = "2c7c:030b ff/ff/30:2 ff/00/40:3 ff/ff/40:3 ff/ff/40:3 ff/ff/ff:3";
    private static final String NL678 = "2cb7:0109 ff/00/00:3 ff/00/00:3 ff/ff/ff:3";

    /** Which kernel has which id: the sources that the table names. */
    @ParameterizedTest
    @CsvSource({
        "2c7c:0125 ff/ff/ff:2 ff/00/00:3 ff/00/00:3 ff/00/00:3 ff/ff/ff:3, QMI, 22.03, Drives",
        EM060K + ", QMI, 23.05, NewerKernel",
        EM060K + ", QMI, 25.12, Drives",
        EM060K + ", PPP, 23.05, Drives",
        "1bc7:1077 ff/ff/30:2 ff/42/01:2 ff/ff/50:3 ff/ff/60:3 ff/ff/40:3, QMI, 23.05, NewerKernel",
        "1bc7:1077 ff/ff/30:2 ff/42/01:2 ff/ff/50:3 ff/ff/60:3 ff/ff/40:3, QMI, 25.12, Drives",
        NL678 + ", QMI, 25.12, TakesNewId",
        "05c6:9004 ff/ff/ff:2 ff/ff/ff:3, PPP, 24.10, TakesNewId",
        "12d1:1506 ff/03/10:3 ff/03/12:2 ff/03/16:3, NCM, 22.03, Drives",
        "1199:68aa ff/ff/ff:2 ff/ff/ff:2 ff/ff/ff:2 ff/ff/ff:3, PPP, 23.05, Drives",
        "2c7c:0125 02/0e/00:1 0a/00/02:2, MBIM, 23.05, Drives"
    })
    void asksTheKernelOfTheRelease(String dongle, UplinkKind kind, String release, String answer) {
        assertEquals(
                answer,
                check(dongle, kind, release).getClass().getSimpleName(),
                check(dongle, kind, release)::toString);
    }

    @Test
    void tellsLaterReleasesOfASeriesFromItsFirst() {
        var answer = (KernelCheck.Answer.NewerKernel) check(EM060K, UplinkKind.QMI, "24.10");

        assertTrue(answer.sameSeries());
        assertTrue(answer.words().startsWith("its id is in the router's kernel"), answer.words());
        assertTrue(((KernelCheck.Answer.NewerKernel) check(EM060K, UplinkKind.QMI, "23.05"))
                .words()
                .contains("later releases of OpenWrt 24.10"));
    }

    @Test
    void saysTheLinesThatTheScriptWrites() {
        var answer = (KernelCheck.Answer.TakesNewId) check(NL678, UplinkKind.QMI, "23.05");

        assertEquals(
                List.of(
                        "echo 2cb7 0109 ff 1199 9071 > /sys/bus/usb/drivers/qmi_wwan/new_id",
                        "echo 2cb7 0109 ff > /sys/bus/usb-serial/drivers/option1/new_id"),
                answer.id().lines());
        assertTrue(TeachDriver.of(answer).orElseThrow().file().text().startsWith("VID=2cb7 PID=0109 QMI=02\n"));
    }

    /** The device whose quirk a new id borrows is in every kernel's own table. */
    @Test
    void borrowsFromADeviceThatEveryKernelLists() {
        for (var series : KernelTable.shipped().series()) {
            var claim = KernelTable.shipped()
                    .claim(device("1199:9071"), UsbInterface.unbound(8, new Triple(0xff, 0xff, 0xff), 3), series)
                    .orElseThrow();

            assertEquals("qmi_wwan", claim.driver(), series.name());
            assertTrue(claim.flags().contains("dtr"), series.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "23.05.5, 23.05",
        "24.10, 24.10",
        "25.12.1, 25.12",
        "SNAPSHOT, 25.12",
        "19.07.8, 22.03",
        "22.03.7, 22.03"
    })
    void takesTheKernelOfTheSeries(String release, String series) {
        assertEquals(series, KernelCheck.seriesOf(release).name());
    }

    private static KernelCheck.Answer check(String dongle, UplinkKind kind, String release) {
        return KernelCheck.of(device(dongle), kind, KernelCheck.seriesOf(release));
    }

    private static UsbDevice device(String text) {
        var words = Arrays.asList(text.split(" "));
        var number = new int[1];
        return new UsbDevice(
                "1-1",
                words.getFirst().substring(0, 4),
                words.getFirst().substring(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                words.stream()
                        .skip(1)
                        .map(word -> UsbInterface.unbound(
                                number[0]++, Triple.parse(word.substring(0, 8)), Integer.parseInt(word.substring(9))))
                        .toList());
    }
}
