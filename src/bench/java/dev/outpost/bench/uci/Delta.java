package dev.outpost.bench.uci;

import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciTokens;
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
                var words = tokens.next().words();
                if (!words.isEmpty()) {
                    parse(words.getFirst()).ifPresent(deltas::add);
                }
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

    /** Makes the change; what cannot be done is left out. */
    void applyTo(Config config) throws UciFailure {
        var found = config.find(section);
        if (kind == Kind.ADD) {
            config.add(value, section, true);
        } else if (found.isEmpty()) {
            if (kind == Kind.SET && option.isEmpty()) {
                config.add(value, section, false);
            }
        } else {
            change(config, found.get());
        }
    }

    private void change(Config config, Config.Section found) {
        switch (kind) {
            case SET -> {
                if (option.isEmpty()) {
                    found.type = value;
                } else {
                    Config.set(found, option, value);
                }
            }
            case LIST_ADD -> Config.addToList(found, option, value);
            case LIST_DELETE -> Config.takeFromList(found, option, value);
            case REMOVE -> {
                if (option.isEmpty()) {
                    config.sections().remove(found);
                } else {
                    found.options.removeIf(each -> each.name.equals(option));
                }
            }
            case RENAME -> rename(found);
            case REORDER -> config.reorder(found, Integer.parseInt(value));
            case ADD -> throw new IllegalStateException("handled above");
        }
    }

    private void rename(Config.Section found) {
        if (option.isEmpty()) {
            found.name = value;
            found.anonymous = false;
        } else {
            found.option(option).ifPresent(each -> each.name = value);
        }
    }
}
