package dev.outpost.bench.uci;

import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciTokens;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One staged change, as a line of /tmp/.uci.
 *
 * @param option empty when the section itself is meant
 */
record Delta(Kind kind, String packageName, String section, String option, String value) {
    /** What it does, with the sign at the start of its line and the one behind its place in {@code uci changes}. */
    enum Kind {
        SET("", "="),
        ADD("+", "="),
        LIST_ADD("|", "+="),
        LIST_DELETE("~", "-="),
        REMOVE("-", "");

        private final String sign;
        private final String shown;

        Kind(String sign, String shown) {
            this.sign = sign;
            this.shown = shown;
        }
    }

    private String target() {
        return packageName + "." + section + (option.isEmpty() ? "" : "." + option);
    }

    String line() {
        return kind.sign + target() + (kind == Kind.REMOVE ? "" : "=" + UciWords.quoted(value)) + "\n";
    }

    /** As {@code uci changes} shows it. */
    String shown() {
        return kind == Kind.REMOVE ? "-" + target() : target() + kind.shown + UciWords.quoted(value);
    }

    /** The lines of a file; broken ones are left out, as libuci does. */
    static List<Delta> read(String text) {
        var deltas = new ArrayList<Delta>();
        var tokens = new UciTokens(text);
        try {
            while (tokens.hasNext()) {
                parse(tokens.next().words().getFirst()).ifPresent(deltas::add);
            }
        } catch (UciSyntaxException broken) {
            return deltas;
        }
        return deltas;
    }

    private static Optional<Delta> parse(String word) {
        var kind = Kind.SET;
        for (var each : Kind.values()) {
            kind = !each.sign.isEmpty() && word.startsWith(each.sign) ? each : kind;
        }
        var halves = word.substring(kind.sign.length()).split("=", 2);
        var parts = halves[0].split("\\.", -1);
        var value = halves.length > 1 ? halves[1] : "";
        return parts.length == 2 || parts.length == 3
                ? Optional.of(new Delta(kind, parts[0], parts[1], parts.length > 2 ? parts[2] : "", value))
                : Optional.empty();
    }

    /** What a package is behind it; a change that fits nothing changes nothing. */
    UciPackage applied(UciPackage before) throws UciFailure {
        var found = Place.find(before, section);
        if (kind == Kind.ADD || (found.isEmpty() && kind == Kind.SET && option.isEmpty())) {
            return before.with(new UciSection(value, section, kind == Kind.ADD, List.of()));
        }
        if (found.isEmpty()) {
            return before;
        }
        return kind == Kind.REMOVE && option.isEmpty()
                ? before.without(found.get().name())
                : before.with(changed(found.get()));
    }

    private UciSection changed(UciSection old) {
        var entries = new ArrayList<>(old.list(option));
        switch (kind) {
            case LIST_ADD -> entries.add(value);
            case LIST_DELETE -> {
                if (!(old.get(option).orElse(UciValue.of("")) instanceof UciValue.Many)) {
                    return old;
                }
                entries.removeIf(value::equals);
            }
            case REMOVE -> {
                return old.without(option);
            }
            default -> {
                return option.isEmpty()
                        ? new UciSection(value, old.name(), old.anonymous(), old.options())
                        : old.with(option, value);
            }
        }
        return old.with(option, new UciValue.Many(entries));
    }
}
