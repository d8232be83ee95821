package dev.outpost.router;

import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A difference of two sections in words: what is new whole, what is there already by what becomes different. */
final class UciTold {
    private UciTold() {}

    static String section(SectionChange change) {
        var after = change.after();
        var name = change.uci() + "." + after.name();
        var same = change.before().filter(section -> section.type().equals(after.type()));
        if (same.isPresent()) {
            return name + ": " + String.join(", ", differences(same.get(), after));
        }
        var options = after.options().stream()
                .map(option -> option.name() + " " + words(option))
                .collect(Collectors.joining(", "));
        return name
                + (change.before().isPresent() ? " becomes " : " = ")
                + after.type()
                + (options.isEmpty() ? "" : ": " + options);
    }

    private static List<String> differences(UciSection before, UciSection after) {
        var told = new ArrayList<String>();
        for (var option : after.options()) {
            var old = before.get(option.name()).map(value -> new UciOption(option.name(), value));
            if (!old.equals(Optional.of(option))) {
                told.add(option.name() + " " + words(option)
                        + old.map(now -> " (was " + was(now, option) + ")").orElse(""));
            }
        }
        before.options().stream()
                .filter(option -> after.get(option.name()).isEmpty())
                .forEach(option -> told.add("no " + option.name() + " (was " + words(option) + ")"));
        return told;
    }

    /** Where only the kind differs, the kind is what is told. */
    private static String was(UciOption now, UciOption wanted) {
        var same = now.value().asList().equals(wanted.value().asList());
        return same ? "the same as " + now.value().kind() : words(now);
    }

    private static String words(UciOption option) {
        return String.join(" ", option.value().asList());
    }
}
