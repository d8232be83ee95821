package dev.outpost.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UciParserTest {

    @Test
    void readsWhatTheWriterWrote() {
        var section = UciSection.named("interface", "wwan")
                .with("username", "it's")
                .with("password", "\"a\\b$c`d\"")
                .with("multi", "line1\nline2")
                .with("dns", UciValue.list("1.1.1.1", "a b"));
        var written = new UciPackage("network", List.of(section));

        assertEquals(written, UciParser.parse("network", UciWriter.file(written)));
        assertEquals(List.of(written), UciParser.parseExport(UciWriter.export(written)));
    }

    @Test
    void namesAnonymousSectionsAsLibuciDoes() {
        assertEquals("cfg030f15", UciWords.anonymousName(3, "device"));
        assertEquals("cfg0e3837", UciWords.anonymousName(14, "redirect"));
        assertEquals("cfg01e48a", UciWords.anonymousName(1, "system"));
    }

    @Test
    void readsCommentsBareWordsAndAbbreviations() {
        var read = UciParser.parse(
                "x", "c a b # why\n\to one  1 # two\n\tl many 'x'\\''y'\n#o three 3\n\tl many \"p\\\"q\"");

        assertEquals(Optional.of(UciValue.of("1")), read.get("b", "one"));
        assertEquals(List.of("x'y", "p\"q"), read.section("b").orElseThrow().list("many"));
        assertEquals(Optional.empty(), read.get("b", "three"));
    }

    @Test
    void saysWhereAQuoteIsMissingAsLibuciDoes() {
        var error = assertThrows(
                UciSyntaxException.class,
                () -> UciParser.parse("broken", "config interface wan\n\toption proto dhcp\n  option x \"q\n"));

        assertEquals("Parse error (EOF with unterminated \") at line 3, byte 14", error.getMessage());
    }

    @Test
    void saysWhichLineIsNoCommand() {
        var error = assertThrows(UciSyntaxException.class, () -> UciParser.parse("x", "confg a\n"));

        assertEquals("Parse error (invalid command) at line 1, byte 0", error.getMessage());
    }

    @Test
    void anyValueThatIsAllowedSurvivesWritingAndReading() {
        String letters = "a 'b\"\\#;\n\t$`=é東";
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var value = new StringBuilder("x");
            for (int i = 0; i < round % 20; i++) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            var written = new UciPackage(
                    "p",
                    List.of(UciSection.named("t", "s")
                            .with("o", value.toString())
                            .with("l", UciValue.list("", value.toString()))));

            assertEquals(written, UciParser.parse("p", UciWriter.file(written)));
        }
    }
}
