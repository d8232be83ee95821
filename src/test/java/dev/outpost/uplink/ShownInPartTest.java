package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.pasted.PastedUsb;
import dev.outpost.dongle.Identity;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownInPartTest {
    /** Ids and triples of public dumps, of which the end is left out. */
    @ParameterizedTest(name = "{0} without its end is {1}")
    @CsvSource({"12d1:15b6, ncm, ff/03/12 ff/03/10", "12d1:9999, ncm, ff/02/12", "2c7c:0125, qmi, ff/ff/ff ff/00/00"})
    void isNeverBetterThanAGuess(String id, String first, String triples) {
        var best = judged(cut(id, triples, 5)).getFirst();

        assertEquals(first, best.kind().word());
        assertEquals(Confidence.GUESS, best.confidence());
        assertTrue(best.against().toString().contains("of 5 interfaces are in it"), () -> best.against() + "");
    }

    @Test
    void isLeftAloneWhereEverythingIsShown() {
        var best = judged(cut("2c7c:0125", "ff/ff/ff ff/00/00 ff/00/00 ff/00/00 ff/ff/ff", 5))
                .getFirst();

        assertEquals(Confidence.SURE, best.confidence());
        assertEquals(List.of(), best.against());
    }

    private static List<Candidate> judged(UsbDevice device) {
        return new UplinkChooser(ProfileBook.shipped())
                .choose(new ProbeReport(
                        Optional.of(device),
                        Layout.of(device).mode(),
                        List.of(),
                        Identity.UNKNOWN,
                        SimCard.UNKNOWN,
                        Network.UNKNOWN,
                        Map.of(),
                        ReportMaker.profile(ProfileBook.shipped(), Optional.of(device), Optional.empty())
                                .map(p -> p.profile()),
                        "",
                        List.of()));
    }

    private static UsbDevice cut(String id, String triples, int promised) {
        var text =
                new StringBuilder("T:  Bus=01 Lev=01 Prnt=01 Port=00\nP:  Vendor=%s ProdID=%s Rev= 0.00\nC:* #Ifs=%2d\n"
                        .formatted(id.substring(0, 4), id.substring(5), promised));
        int number = 0;
        for (var triple : triples.split(" ")) {
            var parts = triple.split("/");
            text.append("I:* If#=%2d Alt= 0 #EPs= 3 Cls=%s(vend.) Sub=%s Prot=%s Driver=option%n"
                    .formatted(number, parts[0], parts[1], parts[2]));
            number++;
        }
        return PastedUsb.read(text.toString().getBytes(StandardCharsets.UTF_8))
                .devices()
                .getFirst();
    }
}
