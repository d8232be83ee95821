package dev.outpost.bench.uci;

import dev.outpost.uci.UciOption;
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
    /** What it does, with the sign at the start of its line. */
    enum Kind {
        SET(""),
        ADD("+"),
        LIST_ADD("|"),
        LIST_DELETE("~"),
        REMOVE("-"),
        RENAME("@"),
        REORDER("^");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    private String target() {
        return packageName + "." + section + (option.isEmpty() ? "" : "." + option);
    }

    /** Its line in the file. */
    String line() {
        return kind.sign + target() + (kind == Kind.REMOVE ? "" : "=" + UciWords.quoted(value)) + "\n";
    }

    /** As {@code uci changes} shows it: renames and reorders look like setting a type. */
    String shown() {
        return switch (kind) {
            case REMOVE -> "-" + target();
            case LIST_ADD -> target() + "+=" + UciWords.quoted(value);
            case LIST_DELETE -> target() + "-=" + UciWords.quoted(value);
            default -> target() + "=" + UciWords.quoted(value);
        };
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
            if (!each.sign.isEmpty() && word.startsWith(each.sign)) {
                kind = each;
            }
        }
        String rest = word.substring(kind.sign.length());
        int equals = rest.indexOf('=');
        String value = equals < 0 ? "" : rest.substring(equals + 1);
        var parts = (equals < 0 ? rest : rest.substring(0, equals)).split("\\.", -1);
        boolean complete = parts.length >= 2 && parts.length <= 3;
        return complete
                ? Optional.of(new Delta(kind, parts[0], parts[1], parts.length > 2 ? parts[2] : "", value))
                : Optional.empty();
    }

    /** What a package is behind it; a change that fits nothing changes nothing. */
    UciPackage applied(UciPackage before) throws UciFailure {
        var sections = new ArrayList<>(before.sections());
        var found = Place.find(before, section);
        if (kind == Kind.ADD || (found.isEmpty() && kind == Kind.SET && option.isEmpty())) {
            sections.add(new UciSection(value, section, kind == Kind.ADD, List.of()));
        } else if (found.isPresent()) {
            int at = sections.indexOf(found.get());
            sections.remove(at);
            int place = kind == Kind.REORDER ? Math.min(Integer.parseInt(value), sections.size()) : at;
            if (kind != Kind.REMOVE || !option.isEmpty()) {
                sections.add(place, changed(found.get()));
            }
        }
        return new UciPackage(before.name(), sections);
    }

    private UciSection changed(UciSection old) {
        return switch (kind) {
            case SET ->
                option.isEmpty()
                        ? new UciSection(value, old.name(), old.anonymous(), old.options())
                        : old.with(option, value);
            case LIST_ADD -> {
                var entries = new ArrayList<>(old.list(option));
                entries.add(value);
                yield old.with(option, new UciValue.Many(entries));
            }
            case LIST_DELETE -> {
                var others = old.list(option).stream()
                        .filter(entry -> !entry.equals(value))
                        .toList();
                yield old.with(option, new UciValue.Many(others));
            }
            case REMOVE -> old.without(option);
            case RENAME -> option.isEmpty() ? new UciSection(old.type(), value, false, old.options()) : renamed(old);
            case ADD, REORDER -> old;
        };
    }

    private UciSection renamed(UciSection old) {
        var options = old.options().stream()
                .map(each -> each.name().equals(option) ? new UciOption(value, each.value()) : each)
                .toList();
        return new UciSection(old.type(), old.name(), old.anonymous(), options);
    }
}
