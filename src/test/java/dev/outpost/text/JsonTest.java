package dev.outpost.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void keepsTheOrderAndIndentsByTwo() {
        var value = Json.object(
                "b", 1, "a", List.of(true, 2.5), "none", null, "maybe", Optional.empty(), "empty", List.of());

        assertEquals("""
                {
                  "b": 1,
                  "a": [
                    true,
                    2.5
                  ],
                  "none": null,
                  "maybe": null,
                  "empty": []
                }""", Json.pretty(value));
        assertEquals("{\"b\":1,\"a\":[true,2.5],\"none\":null,\"maybe\":null,\"empty\":[]}", Json.line(value));
    }

    @Test
    void escapesWhateverCouldBreakALineOrATerminal() {
        assertEquals(
                "\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u2028\\ud83d\\ude00 ü →\"",
                Json.line("\"\\\n\r\t\0\u001b\u007f\u2028\ud83d\ude00 ü →"));
    }

    @Test
    void writesNoNumberThatJsonDoesNotHave() {
        assertEquals("[null,null]", Json.line(List.of(Double.NaN, Double.POSITIVE_INFINITY)));
    }
}
