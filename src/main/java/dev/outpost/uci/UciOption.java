package dev.outpost.uci;

/** A named value in a section. */
public record UciOption(String name, UciValue value) {
    public UciOption {
        if (!UciWords.isName(name)) {
            throw new IllegalArgumentException("not an option name: " + name);
        }
    }
}
