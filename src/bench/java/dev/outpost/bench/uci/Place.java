package dev.outpost.bench.uci;

import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciWords;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The argument of a command: {@code package[.section[.option]][=value]}.
 *
 * @param section empty when the package is meant
 * @param option empty when the section is meant
 */
record Place(String packageName, String section, String option, boolean hasValue, String value) {
    private static final Pattern BY_TYPE = Pattern.compile("@([^\\[]*)\\[(-?\\d{1,6})\\]");

    static Place read(String word) throws UciFailure {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "" : word.substring(equals + 1);
        var parts = (equals < 0 ? word : word.substring(0, equals)).split("\\.", 4);
        String option = parts.length > 2 ? parts[2] : "";
        boolean good = UciWords.isPackage(parts[0])
                && (parts.length < 3 || UciWords.isName(option))
                && parts.length < 4
                && UciWords.isValue(value);
        if (!good) {
            throw new UciFailure("Parse error");
        }
        return new Place(parts[0], parts.length > 1 ? parts[1] : "", option, equals >= 0, value);
    }

    /**
     * The section of that name, or at {@code @type[index]}.
     *
     * @throws UciFailure when it can be neither
     */
    static Optional<UciSection> find(UciPackage in, String reference) throws UciFailure {
        if (!reference.startsWith("@")) {
            var named = in.section(reference);
            if (named.isEmpty() && !UciWords.isName(reference)) {
                throw new UciFailure(UciFailure.INVALID);
            }
            return named;
        }
        var matcher = BY_TYPE.matcher(reference);
        if (!matcher.matches()) {
            throw new UciFailure(UciFailure.INVALID);
        }
        var all = matcher.group(1).isEmpty() ? in.sections() : in.ofType(matcher.group(1));
        int index = Integer.parseInt(matcher.group(2));
        int at = index < 0 ? all.size() + index : index;
        return at >= 0 && at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }
}
