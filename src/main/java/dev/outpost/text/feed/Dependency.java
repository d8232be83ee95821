package dev.outpost.text.feed;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one package asks of the others: {@code kernel (=5.15.137-1-HASH)} as opkg writes it, {@code kernel=6.12.71~HASH-r1} as apk does.
 *
 * @param operator one of {@code =}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ~} (begins with), {@code ><} (one exact build, in apk's
 *     list of wishes); empty: any version
 * @param conflict that it must not be there
 */
public record Dependency(String name, String operator, String version, boolean conflict) {
    private static final Pattern FORM =
            Pattern.compile("(!?)\\s*([^\\s()<>=~!]+)\\s*(?:\\(?\\s*(<<|>>|><|<=|>=|<|>|=|~)\\s*([^\\s()]+)\\s*\\)?)?");

    /** Empty where the text is no dependency. */
    public static Optional<Dependency> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var operator = Optional.ofNullable(match.group(3)).orElse("");
        return Optional.of(new Dependency(
                match.group(2),
                switch (operator) {
                    case "<<" -> "<";
                    case ">>" -> ">";
                    default -> operator;
                },
                Optional.ofNullable(match.group(4)).orElse(""),
                !match.group(1).isEmpty()));
    }

    /** Whether a version will do. */
    public boolean accepts(String offered) {
        if (operator.isEmpty()) {
            return true;
        }
        if (name.equals("kernel") && operator.equals("=")) {
            return KernelBuild.same(version, offered);
        }
        var order = VersionOrder.compare(offered, version);
        return switch (operator) {
            case "=", "><" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> offered.startsWith(version);
        };
    }

    @Override
    public String toString() {
        return name + (operator.isEmpty() ? "" : " (" + operator + " " + version + ")");
    }
}
