package dev.outpost.bench.adb;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a package or the world asks for: a name and what its version must be, e.g. {@code kernel=6.12.71~dd1e…-r1}.
 *
 * @param name as asked for, without the {@code !} of a conflict
 * @param operator one of {@code = < <= > >= ~ ><}, or empty; {@code ><} is followed by the identity of one exact package
 */
public record ApkDependency(String name, String operator, String version, boolean conflict) {
    private static final Pattern ONE =
            Pattern.compile("(?<not>!?)(?<name>[^<>=~]+)(?<op>><|[<>]=?|=|~=?)?(?<version>.*)");

    /** One as written in a package or on the command line. */
    public static ApkDependency of(String text) {
        var match = ONE.matcher(text);
        if (!match.matches()) {
            return new ApkDependency(text, "", "", false);
        }
        var operator = match.group("op");
        return new ApkDependency(
                match.group("name"),
                operator == null ? "" : operator,
                operator == null ? "" : match.group("version"),
                !match.group("not").isEmpty());
    }

    /** Several between blanks or line ends. */
    public static List<ApkDependency> list(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(ApkDependency::of)
                .toList();
    }

    /** Whether a package, or one of the names that it stands for, is what is asked for. */
    public boolean isMetBy(ApkInfo info) {
        if (name.equals(info.name())) {
            return accepts(info.version(), info.identity());
        }
        return info.provides().stream()
                .anyMatch(other -> other.name().equals(name) && (operator.isEmpty() || accepts(other.version(), "")));
    }

    private boolean accepts(String offered, String identity) {
        if (operator.equals("><")) {
            return version.equals(identity);
        }
        if (operator.isEmpty()) {
            return true;
        }
        var order = ApkVersions.compare(offered, version);
        return switch (operator) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> offered.startsWith(version);
        };
    }

    @Override
    public String toString() {
        return (conflict ? "!" : "") + name + operator + version;
    }
}
