package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.RecordedLayouts.Recorded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTableTest {
    private static final AtPorts NONE = name -> {
        throw new AtPorts.PortRefused(AtPorts.Reason.MISSING, "no port is opened here");
    };

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void putsTheRightUplinkFirstAndIsNeverSurelyWrong(boolean withDrivers) {
        int right = 0;
        int asked = 0;
        int surelyWrong = 0;
        System.out.printf("%n%-62s %-6s %-6s %s%n", "layout, drivers " + withDrivers, "right", "first", "confidence");
        for (var layout : known(withDrivers)) {
            var first = probe(layout.device(withDrivers)).best();
            var kind = first.map(c -> c.kind().word()).orElse("-");
            var isRight = Optional.of(kind).equals(layout.kind());
            asked++;
            right += isRight ? 1 : 0;
            surelyWrong += !isRight
                            && first.filter(c -> c.confidence() == Confidence.SURE)
                                    .isPresent()
                    ? 1
                    : 0;
            System.out.printf(
                    "%-62.62s %-6s %-6s %s %s%n",
                    layout,
                    layout.kind().orElse("?"),
                    kind,
                    first.map(c -> c.confidence().word()).orElse("-"),
                    isRight ? "" : "<-- WRONG");
        }
        System.out.printf("%d of %d right%n", right, asked);
        assertEquals(0, surelyWrong, "an answer called sure was wrong");
        assertTrue(right * 100 >= asked * 95, right + " of " + asked);
    }

    @Test
    void takesStorageAndDownloadModesForNoModem() {
        for (var layout : RecordedLayouts.all()) {
            var dongle = probe(layout.device(true));
            switch (layout.mode()) {
                case "storage" -> assertEquals(Mode.STORAGE, dongle.report().mode(), layout.toString());
                case "qdl" -> assertEquals(Mode.DOWNLOAD, dongle.report().mode(), layout.toString());
                default -> assertTrue(dongle.report().mode() != Mode.STORAGE, layout.toString());
            }
            if (layout.mode().equals("storage") || layout.mode().equals("qdl")) {
                assertEquals(List.of(), dongle.uplinks(), layout.toString());
            }
        }
    }

    private static List<Recorded> known(boolean withDrivers) {
        return RecordedLayouts.all().stream()
                .filter(l -> l.kind().isPresent())
                .filter(l -> withDrivers || l.showsTriples())
                .toList();
    }

    static ProbeDocument.Dongle probe(UsbDevice device) {
        var probe = new DongleProbe(
                new Prober(NONE, path -> Optional.empty(), Ticker.REAL),
                ProfileBook.shipped(),
                String::equals,
                System::nanoTime);
        var found = probe.descriptors(List.of(device)).dongles();
        assertEquals(1, found.size(), device.id() + " was not taken for a dongle");
        return found.getFirst();
    }
}
