package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.Descriptors.DiskPipes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes written from the tables of USB 2.0, chapter 9. */
class DescriptorsTest {
    private static final String DEVICE = "1201000200000040" + "d112011f" + "020001020301";
    private static final String STICK =
            DEVICE + "09021700010100" + "80fa" + "090400000208065000" + "0705810200020a" + "0705020200020a";

    @Test
    void readsAStickInStorageMode() {
        var stick = read(STICK);

        var about = stick.about().orElseThrow();
        assertEquals("12d1:1f01", about.vid() + ":" + about.pid());
        var only = stick.configuration(1).orElseThrow();
        assertEquals(500, only.maxPower());
        assertEquals(List.of(UsbInterface.unbound(0, new Triple(8, 6, 0x50), 2)), only.interfaces());
        assertEquals(Optional.of(new DiskPipes(0, 0x02, Optional.of(0x81))), only.disk());
        assertFalse(stick.truncated());
    }

    @Test
    void countsTheEndpointsOfTheRichestAlternateSettingAndKeepsAll() {
        // CDC NCM: the data interface has nothing in setting 0 and two bulk pipes in setting 1; a functional descriptor
        // between
        var ncm = read(DEVICE + "09020000020100c032" + "0904000001020d0000" + "0524001001" + "07058203100005"
                + "09040100000a000100" + "09040101020a000100" + "0705810200020a" + "0705010200020a");

        var only = ncm.configurations().getFirst();
        assertEquals(3, only.alternates().size());
        assertEquals(
                List.of(
                        UsbInterface.unbound(0, new Triple(2, 0x0d, 0), 1),
                        UsbInterface.unbound(1, new Triple(0x0a, 0, 1), 2)),
                only.interfaces());
        assertEquals(Optional.empty(), only.disk());
    }

    @Test
    void tellsConfigurationsApart() {
        var two = read(
                DEVICE + "09020000010100c032" + "090400000008065000" + "09020000010300c032" + "0904000000020e0000");

        assertEquals(2, two.configurations().size());
        assertEquals(
                new Triple(2, 0x0e, 0),
                two.configuration(3).orElseThrow().alternates().getFirst().triple());
    }

    @Test
    void takesWhatMakesSenseUpToTheFirstByteThatDoesNot() {
        assertTrue(read(STICK + "0004").truncated(), "a length of zero would never end");
        assertTrue(read(STICK + "ff04").truncated(), "longer than what is there");
        assertEquals(1, read(STICK + "0004").configurations().size());
        assertEquals(new Descriptors(Optional.empty(), List.of(), false), read(""));
        assertTrue(read("05").truncated());
    }

    @Test
    void neverThrowsOnGarbageNorTakesLong() {
        var random = new Random(7);
        assertTimeout(Duration.ofMinutes(2), () -> {
            for (int round = 0; round < 20_000; round++) {
                var bytes = HexFormat.of().parseHex(STICK);
                for (int change = random.nextInt(6); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                everything(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            }
            var endless = new byte[4_000_000];
            for (int at = 0; at + 1 < endless.length; at += 2) {
                endless[at] = 2;
                endless[at + 1] = (byte) (at % 7);
            }
            everything(endless);
        });
    }

    private static void everything(byte[] bytes) {
        for (var configuration : Descriptors.read(bytes).configurations()) {
            assertTrue(configuration.interfaces().size()
                    <= configuration.alternates().size());
            configuration.disk();
        }
    }

    private static Descriptors read(String hex) {
        return Descriptors.read(HexFormat.of().parseHex(hex));
    }
}
