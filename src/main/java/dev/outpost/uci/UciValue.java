package dev.outpost.uci;

import java.util.List;

/** What an option holds. */
public sealed interface UciValue {
    /** {@code option name 'value'}. */
    record Scalar(String text) implements UciValue {}

    /** One or more {@code list name 'value'}; it may have lost its last entry. */
    record Many(List<String> entries) implements UciValue {
        public Many {
            entries = List.copyOf(entries);
        }
    }

    static UciValue of(String text) {
        return new Scalar(text);
    }

    static UciValue list(String... entries) {
        return new Many(List.of(entries));
    }

    /** Which of the two it is, in words. */
    default String kind() {
        return this instanceof Many ? "a list" : "an option";
    }

    /** The entries; a scalar is one. */
    default List<String> asList() {
        return switch (this) {
            case Scalar(String text) -> List.of(text);
            case Many(var entries) -> entries;
        };
    }
}
