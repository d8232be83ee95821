package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * {@code ATI}: labelled lines as Huawei writes them, or maker, model and {@code Revision:} as Quectel does. Any part may be missing; a
 * Huawei may leave the value after {@code Manufacturer:} empty.
 */
public final class AtiParser {
    private AtiParser() {}

    /** What ATI told. */
    public record Information(
            Optional<String> manufacturer, Optional<String> model, Optional<String> revision, Optional<String> imei) {}

    public static Information parse(List<String> lines) {
        var bare =
                lines.stream().filter(l -> !l.contains(":") && !l.contains("+")).toList();
        var labelled = lines.stream().anyMatch(l -> l.regionMatches(true, 0, "Manufacturer:", 0, 13));
        return new Information(
                value("Manufacturer", lines).or(() -> nth(bare, 0).filter(m -> !labelled && bare.size() > 1)),
                value("Model", lines).or(() -> nth(bare, labelled || bare.size() == 1 ? 0 : 1)),
                value("Revision", lines),
                ImeiParser.parse(lines));
    }

    private static Optional<String> value(String label, List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after(label, line).stream())
                .filter(v -> !v.isEmpty())
                .findFirst()
                .map(v -> Mask.text(v.replace("\"", "")));
    }

    private static Optional<String> nth(List<String> lines, int index) {
        return index < lines.size() ? Optional.of(Mask.text(lines.get(index))) : Optional.empty();
    }
}
