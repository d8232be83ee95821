package dev.outpost.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UciSectionTest {
    private final UciSection wan =
            UciSection.named("interface", "wan").with("proto", "dhcp").with("old", "1");

    @Test
    void findsNothingBetweenEquals() {
        assertEquals(List.of(), wan.changesFrom("network", Optional.of(wan)));
    }

    @Test
    void makesTheSectionBeforeItsOptions() {
        var wanted = UciSection.named("interface", "wan").with("proto", "it's").with("dns", UciValue.list("1.1.1.1"));

        assertEquals(
                List.of(
                        "set network.wan='interface'",
                        "set network.wan.proto='it'\\''s'",
                        "add_list network.wan.dns='1.1.1.1'"),
                wanted.changesFrom("network", Optional.empty()).stream()
                        .map(UciChange::batchLine)
                        .toList());
    }

    @Test
    void deletesWhatIsNotWanted() {
        var wanted = UciSection.named("interface", "wan").with("proto", "ncm");

        assertEquals(
                List.of(
                        new UciChange.DeleteOption("network", "wan", "old"),
                        new UciChange.SetOption("network", "wan", "proto", "ncm")),
                wanted.changesFrom("network", Optional.of(wan)));
    }

    @Test
    void refusesControlCharactersAndStrangeNames() {
        var control = new UciChange.SetOption("network", "wan", "apn", "a\u0001b");
        var name = new UciChange.SetOption("network", "wan x", "apn", "a");

        assertThrows(IllegalArgumentException.class, control::batchLine);
        assertThrows(IllegalArgumentException.class, name::batchLine);
    }
}
