package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionChangeTest {
    private static final String ZONE = """
            config zone 'outpost_zone'
            	option name 'outpost'
            	list device 'outpost'
            	option input 'ACCEPT'
            	option log '1'
            """;

    private final Sections wanted = Sections.section("outpost_zone", "zone")
            .option("name", "outpost")
            .list("device", List.of("outpost"))
            .option("input", "REJECT");

    @Test
    void tellsADifferenceInWordsAndAsUciTakesIt() {
        var change = missing(ZONE).orElseThrow();

        assertEquals("router: firewall.outpost_zone: input REJECT (was ACCEPT), no log (was 1)", change.describe());
        assertEquals(
                List.of("uci delete firewall.outpost_zone.log", "uci set firewall.outpost_zone.input='REJECT'"),
                change.exactly());
    }

    @Test
    void tellsASectionThatIsNewWhole() {
        var change = missing("config defaults\n").orElseThrow();

        assertEquals(
                "router: firewall.outpost_zone = zone: name outpost, device outpost, input REJECT", change.describe());
        assertEquals(
                List.of(
                        "set firewall.outpost_zone='zone'",
                        "set firewall.outpost_zone.name='outpost'",
                        "add_list firewall.outpost_zone.device='outpost'",
                        "set firewall.outpost_zone.input='REJECT'"),
                change.edits());
    }

    @Test
    void writesNothingWhereNothingDiffers() {
        assertEquals(Optional.empty(), missing("""
                config zone 'outpost_zone'
                	option input 'REJECT'
                	list device 'outpost'
                	option name 'outpost'
                """));
    }

    @Test
    void leavesAloneWhatIsSomebodyElses() {
        wanted.keeping("log").option("input", "ACCEPT");

        assertEquals(Optional.empty(), missing(ZONE));
    }

    /** facts/behaviours.md#10 and #11: uci set makes a list a scalar, add_list onto what is there makes duplicates; so it is deleted first. */
    @Test
    void makesAListAListAgain() {
        var change = missing(ZONE.replace("list device", "option device")).orElseThrow();

        assertEquals(
                List.of(
                        "delete firewall.outpost_zone.log",
                        "delete firewall.outpost_zone.device",
                        "add_list firewall.outpost_zone.device='outpost'",
                        "set firewall.outpost_zone.input='REJECT'"),
                change.edits());
    }

    /** facts/behaviours.md#18: what has the name of no section is added again and again; ours have names, so a section of another type makes room. */
    @Test
    void makesRoomWhereTheNameIsTakenByAnotherType() {
        var change =
                missing("config rule 'outpost_zone'\n\toption name 'old'\n").orElseThrow();

        assertEquals("delete firewall.outpost_zone", change.edits().getFirst());
        assertEquals("set firewall.outpost_zone='zone'", change.edits().get(1));
    }

    /** facts/behaviours.md#2, #6 and #7: an empty value deletes, a control character is refused or ends the line. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a\nset network.lan.proto='none'", "\u0000", "a\rb", "\u0085", "\u001b[2J"})
    void refusesValuesThatUciCannotHoldInOneLine(String value) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Sections.section("wan", "interface").option("apn", value).build());
    }

    /** facts/behaviours.md#5 and #7. */
    @ParameterizedTest
    @ValueSource(strings = {"with-dash", "", "a.b", "é", "@zone[0]", "a=b"})
    void refusesNamesThatUciRefuses(String name) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Sections.section(name, "interface").build());
    }

    private Optional<SectionChange> missing(String firewall) {
        return SectionChange.missing(new Looked().says("firewall", firewall).facts(), "firewall", wanted.build());
    }
}
