package dev.outpost.text;

import java.util.Locale;

/** A constant that has a word in files and JSON documents: its name in small letters, with dashes. */
public interface Word {
    /** As the enum has it. */
    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
