package dev.outpost.bench.uci;

import dev.outpost.uci.UciWords;

/**
 * The argument of a command: {@code package[.section[.option]][=value]}.
 *
 * @param section empty when the package is meant
 * @param option empty when the section is meant
 */
record Place(String packageName, String section, String option, boolean hasValue, String value) {

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
            throw UciFailure.parse("Parse error");
        }
        return new Place(parts[0], parts.length > 1 ? parts[1] : "", option, equals >= 0, value);
    }
}
