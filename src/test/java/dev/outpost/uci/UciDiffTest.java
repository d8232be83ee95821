package dev.outpost.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UciDiffTest {
    private final UciSection wan =
            UciSection.named("interface", "wan").with("proto", "dhcp").with("old", "1");

    @Test
    void findsNothingBetweenEquals() {
        assertEquals(List.of(), UciDiff.section("network", Optional.of(wan), wan));
    }

    @Test
    void makesTheSectionBeforeItsOptions() {
        assertEquals(
                "set network.wan='interface'\nset network.wan.proto='it'\\''s'\nadd_list network.wan.dns='1.1.1.1'\n",
                UciDiff.batch(UciDiff.section(
                        "network",
                        Optional.empty(),
                        UciSection.named("interface", "wan")
                                .with("proto", "it's")
                                .with("dns", UciValue.list("1.1.1.1")))));
    }

    @Test
    void deletesWhatIsNotWanted() {
        var wanted = UciSection.named("interface", "wan").with("proto", "ncm");

        assertEquals(
                List.of(
                        new UciChange.DeleteOption("network", "wan", "old"),
                        new UciChange.SetOption("network", "wan", "proto", "ncm")),
                UciDiff.section("network", Optional.of(wan), wanted));
    }

    @Test
    void refusesControlCharactersAndStrangeNames() {
        var control = new UciChange.SetOption("network", "wan", "apn", "a\u0001b");
        var name = new UciChange.SetOption("network", "wan x", "apn", "a");

        assertThrows(IllegalArgumentException.class, control::batchLine);
        assertThrows(IllegalArgumentException.class, name::batchLine);
    }
}
