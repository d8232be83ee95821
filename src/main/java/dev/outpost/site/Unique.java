package dev.outpost.site;

import dev.outpost.text.YamlText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words of which each may stand only once. */
final class Unique {
    private final String what;
    private final Set<String> seen;

    /**
     * @param what they are, for the message
     * @param reserved words that are taken from the start
     */
    Unique(String what, String... reserved) {
        this.what = what;
        this.seen = new HashSet<>(List.of(reserved));
    }

    /** The same text, unless somebody had the word before. */
    YamlText claim(YamlText text) {
        if (!seen.add(text.value())) {
            throw text.place()
                    .badValue("the " + what + " '" + Values.printable(text.value()) + "' is taken", "another one");
        }
        return text;
    }
}
