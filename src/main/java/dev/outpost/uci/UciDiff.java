package dev.outpost.uci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be done to one configuration so that it reads like another. */
public final class UciDiff {
    private UciDiff() {}

    /** What has to be done to one section; options that are not wanted are deleted. */
    public static List<UciChange> section(String packageName, Optional<UciSection> before, UciSection wanted) {
        var changes = new ArrayList<UciChange>();
        String name = wanted.name();
        if (before.isEmpty() || !before.get().type().equals(wanted.type())) {
            changes.add(new UciChange.MakeSection(packageName, name, wanted.type()));
        }
        before.ifPresent(old -> old.options().stream()
                .filter(option -> wanted.get(option.name()).isEmpty())
                .forEach(option -> changes.add(new UciChange.DeleteOption(packageName, name, option.name()))));
        for (var option : wanted.options()) {
            var old = before.flatMap(section -> section.get(option.name()));
            changes.addAll(option(packageName, name, old, option));
        }
        return List.copyOf(changes);
    }

    private static List<UciChange> option(
            String packageName, String section, Optional<UciValue> before, UciOption wanted) {
        if (before.equals(Optional.of(wanted.value()))) {
            return List.of();
        }
        return switch (wanted.value()) {
            case UciValue.Scalar(String text) ->
                List.of(new UciChange.SetOption(packageName, section, wanted.name(), text));
            case UciValue.Many(var entries) -> {
                var changes = new ArrayList<UciChange>();
                if (before.isPresent()) {
                    changes.add(new UciChange.DeleteOption(packageName, section, wanted.name()));
                }
                entries.forEach(
                        entry -> changes.add(new UciChange.AddToList(packageName, section, wanted.name(), entry)));
                yield changes;
            }
        };
    }

    /** The lines for {@code uci batch}, one change each. */
    public static String batch(List<UciChange> changes) {
        var lines = new StringBuilder();
        changes.forEach(change -> lines.append(change.batchLine()).append('\n'));
        return lines.toString();
    }
}
