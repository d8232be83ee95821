package dev.outpost.text;

import dev.outpost.step.ProblemCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A single value as it is written, before any meaning: {@code 0016} stays four characters.
 *
 * @param value the characters, quotes taken off
 * @param plain written without quotes, so {@code true} and {@code 3} may be more than text
 */
public record YamlText(Place place, String value, boolean plain) implements Yaml {

    @Override
    public String kind() {
        return isNull() ? "nothing" : "'" + value + "'";
    }

    /** Nothing is written, or {@code null}, or {@code ~}. */
    public boolean isNull() {
        return plain && (value.isEmpty() || value.equals("null") || value.equals("~"));
    }

    /** A whole number within bounds. */
    public int integer(int min, int max) {
        var expected = "a whole number from " + min + " to " + max;
        try {
            var number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw place.badValue("'" + value + "' is no number", expected);
        }
        throw place.badValue(value + " is out of range", expected);
    }

    /** {@code true} or {@code false}. */
    public boolean flag() {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw place.badValue("'" + value + "' is neither", "true or false");
        };
    }

    /** One of the words, else an error with the nearest of them. */
    public String oneOf(String... words) {
        for (var word : words) {
            if (word.equals(value)) {
                return value;
            }
        }
        throw place.problem(
                ProblemCode.FILE_BAD_VALUE,
                "unknown word '" + value + "'",
                "expected one of " + String.join(", ", words),
                Nearest.meant(value, "", words));
    }

    /**
     * The value with its meaning.
     *
     * @param expected for the message: "an address and a prefix length, as 192.168.1.1/24"
     * @param reader empty, or an {@link IllegalArgumentException} with the reason, where the text cannot be that
     */
    public <T> T as(String expected, Function<String, Optional<T>> reader) {
        try {
            return reader.apply(value)
                    .orElseThrow(() -> place.badValue("'" + printable() + "' cannot be used here", expected));
        } catch (IllegalArgumentException e) {
            throw place.badValue("'" + printable() + "': " + e.getMessage(), expected);
        }
    }

    private String printable() {
        var clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
    }
}
