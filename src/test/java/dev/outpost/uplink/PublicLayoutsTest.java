package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Prober;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.PublicLayouts.Public;
import dev.outpost.uplink.PublicLayouts.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts from public dumps; none of them is among {@link RecordedLayouts}. */
class PublicLayoutsTest {
    private static final AtPorts NONE = name -> {
        throw new AtPorts.PortRefused(AtPorts.Reason.MISSING, "no port is opened here");
    };

    private final DongleProbe probe = new DongleProbe(
            new Prober(NONE, path -> Optional.empty(), Ticker.REAL),
            ProfileBook.shipped(),
            String::equals,
            System::nanoTime);

    @ParameterizedTest
    @CsvSource({
        "more-layouts.txt,WITH_DRIVERS",
        "more-layouts.txt,WITHOUT_DRIVERS",
        "more-layouts.txt,WITHOUT_DRIVERS_AND_ENDPOINTS",
        "more-layouts.txt,PARTLY_BOUND",
        "held-back-layouts.txt,WITH_DRIVERS",
        "held-back-layouts.txt,WITHOUT_DRIVERS",
        "held-back-layouts.txt,WITHOUT_DRIVERS_AND_ENDPOINTS",
        "held-back-layouts.txt,PARTLY_BOUND"
    })
    void haveTheRightUplinkFirstAndNoneIsSurelyWrong(String file, Sight sight) {
        int right = 0;
        var wrong = new ArrayList<String>();
        var surelyWrong = new ArrayList<String>();
        var modems = PublicLayouts.of(file).stream().filter(Public::isModem).toList();
        for (var layout : modems) {
            var first = first(layout, sight);
            if (first.map(c -> c.kind().word()).equals(Optional.of(layout.right()))) {
                right++;
                continue;
            }
            var line = "%-40.40s %-6s but first is %s".formatted(layout, layout.right(), words(first));
            wrong.add(line);
            if (first.filter(c -> c.confidence() == Confidence.SURE).isPresent()) {
                surelyWrong.add(line);
            }
        }
        System.out.printf("%n%s %s: %d of %d right%n%s%n", file, sight, right, modems.size(), String.join("\n", wrong));
        assertEquals(List.of(), surelyWrong, "an answer called sure was wrong");
        assertTrue(right * 100 >= modems.size() * 95, right + " of " + modems.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {PublicLayouts.SEEN, PublicLayouts.HELD_BACK})
    void areNoDonglesOrUntouchedOnesWhereTheyShouldBe(String file) {
        for (var layout : PublicLayouts.of(file)) {
            for (var sight : Sight.values()) {
                var found = probe.descriptors(List.of(layout.device(sight))).dongles();
                switch (layout.right()) {
                    case "none" -> assertEquals(List.of(), found, layout + " " + sight);
                    case "download" -> {
                        assertEquals(
                                List.of(Mode.DOWNLOAD),
                                found.stream().map(d -> d.report().mode()).toList(),
                                layout + " " + sight);
                        assertEquals(List.of(), found.getFirst().uplinks(), layout.toString());
                    }
                    default -> assertEquals(1, found.size(), layout + " " + sight + " was not taken for a dongle");
                }
            }
        }
    }

    private Optional<Candidate> first(Public layout, Sight sight) {
        return probe.descriptors(List.of(layout.device(sight))).dongles().stream()
                .findFirst()
                .flatMap(ProbeDocument.Dongle::best);
    }

    private static String words(Optional<Candidate> first) {
        return first.map(c -> c.kind() + " " + c.confidence().word()).orElse("nothing");
    }
}
