package dev.outpost.bench.router.opkg;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a package needs: a name, and a version that has to be there, e.g. {@code kernel (= 6.6.144~4ca7…-r1)}.
 *
 * @param operator one of {@code << <= = >= >>}, or empty
 */
record Dependency(String name, String operator, String version) {
    private static final Pattern ONE =
            Pattern.compile("(?<name>[^\\s(]+)\\s*(?:\\((?<op>[<>=]+)\\s*(?<version>[^)]*)\\))?");

    static List<Dependency> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Dependency::parse)
                .toList();
    }

    private static Dependency parse(String text) {
        var match = ONE.matcher(text);
        if (!match.matches()) {
            return new Dependency(text, "", "");
        }
        var operator = match.group("op");
        return new Dependency(
                match.group("name"),
                operator == null ? "" : operator,
                operator == null ? "" : match.group("version").strip());
    }

    boolean isMetBy(Stanza stanza) {
        return stanza.provides().contains(name)
                && (operator.isEmpty() || !stanza.name().equals(name) || accepts(stanza.version()));
    }

    private boolean accepts(String installed) {
        var order = Versions.compare(installed, version);
        return switch (operator) {
            case "=" -> order == 0;
            case "<", "<=" -> order <= 0;
            case ">", ">=" -> order >= 0;
            case "<<" -> order < 0;
            case ">>" -> order > 0;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return operator.isEmpty() ? name : name + " (" + operator + " " + version + ")";
    }
}
