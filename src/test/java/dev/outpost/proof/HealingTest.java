package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.proof.RouterKeeps.Healing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            healing 1764191400 840 redial,redial,reset reset | 2025-11-26T21:10:00Z: silent for 14 min; dialled again, dialled again, reset the modem by its command: that helped
            healing 12 20 renew renew | at a time that no clock knew: silent for 1 min; asked for its lease again: that helped
            healing 1764191400 1700 port,reboot ? | 2025-11-26T21:10:00Z: silent for 28 min; reset the modem by its USB socket, restarted the router: nothing helped
            healing 1764191400 1700 reboot nothing | 2025-11-26T21:10:00Z: silent for 28 min; restarted the router: nothing helped
            """)
    void saysWhatWasTriedAndWhatHelped(String line, String words) {
        assertEquals(
                List.of(words),
                Healing.of(List.of(line)).stream().map(Healing::words).toList());
    }

    @Test
    void takesNothingElse() {
        assertEquals(
                List.of(),
                Healing.of(List.of("healing 1 2 $(reboot) x", "healing 1 2 dance dance", "healing", "data 1 2 3 4")));
    }
}
