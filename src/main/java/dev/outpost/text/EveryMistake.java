package dev.outpost.text;

import dev.outpost.step.ProblemCode;
import dev.outpost.text.MistakesInFile.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a file to its end although something in it is wrong: a reader stops at its first mistake; what is wrong is taken out, what is missing is
 * put in for the time being, and it reads again.
 */
public final class EveryMistake {
    private static final int MOST = 60;

    /** Lines between a map's beginning and a key of it that is written another way. */
    private static final int NEAR = 12;

    /** What lets a reader go on where it needs a value; nothing of it leaves this class, since a file with a mistake is never used. */
    private static final Map<String, String> STAND_INS = Map.ofEntries(
            Map.entry("site", "stand-in-%d"),
            Map.entry("name", "stand-in-%d"),
            Map.entry("reach", "198.18.0.%d"),
            Map.entry("address", "198.18.1.%d"),
            Map.entry("host", "198.51.100.1"),
            Map.entry("public-address", "198.51.100.1"),
            Map.entry("port", "399%02d"),
            Map.entry("firmware-unknown", "accepted"),
            Map.entry("provider", "stand-in.invalid"),
            Map.entry("hostname", "stand-in.invalid"),
            Map.entry("password", "prompt"));

    private final String file;
    private final List<Mistake> found = new ArrayList<>();
    private final Set<String> takenOut = new HashSet<>();
    private int standIns;

    private EveryMistake(String file) {
        this.file = file;
    }

    /**
     * What the reader makes of the file.
     *
     * @throws MistakesInFile with all that is wrong, in the order of lines
     */
    public static <T> T read(YamlMap root, Function<YamlMap, T> reader) {
        return new EveryMistake(root.place().file()).readOn(root, reader);
    }

    private <T> T readOn(YamlMap root, Function<YamlMap, T> reader) {
        var tree = root;
        for (var i = 0; i < MOST; i++) {
            try {
                var read = reader.apply(tree);
                if (found.isEmpty()) {
                    return read;
                }
                break;
            } catch (MistakesInFile mistakes) {
                var mended = mended(tree, mistakes);
                if (mended.equals(tree)) {
                    break;
                }
                tree = mended;
            }
        }
        throw new MistakesInFile(found.stream()
                .distinct()
                .sorted(Comparator.comparing(
                                (Mistake each) -> !each.place().file().equals(file))
                        .thenComparing(each -> each.place().file())
                        .thenComparingInt(each -> each.place().line())
                        .thenComparingInt(each -> each.place().column()))
                .toList());
    }

    private YamlMap mended(YamlMap tree, MistakesInFile mistakes) {
        var first = mistakes.all().getFirst();
        var here = mistakes.at().equals(first.place());
        if (here && first.problem().code() == ProblemCode.FILE_MISSING_KEY) {
            return completed(tree, first);
        }
        found.addAll(mistakes.all());
        var byKey = here && first.problem().code() == ProblemCode.FILE_UNKNOWN_KEY;
        var out = (byKey ? Optional.<Yaml>of(tree) : without(tree, mistakes.at(), false))
                .filter(less -> !less.equals(tree))
                .or(() -> without(tree, mistakes.at(), true));
        return out.map(Yaml::map).orElse(tree);
    }

    /** A key that is missing because its value was taken out, or because it is written another way, is no second mistake. */
    private YamlMap completed(YamlMap tree, Mistake missing) {
        var key = missing.problem().what().replaceFirst("(?s).*: '([a-z-]+)' (is missing|has no value).*", "$1");
        var mistyped = found.stream()
                .anyMatch(each -> each.problem().next().equals("did you mean '" + key + "'?")
                        && Math.abs(each.place().line() - missing.place().line()) <= NEAR);
        if (!mistyped
                && !isOfATable(key, missing.place())
                && !takenOut.contains(missing.place().line() + key)
                && !takenOut.contains(missing.place() + key)) {
            found.add(missing);
        }
        standIns++;
        return put(tree, key, missing.place(), false)
                .or(() -> put(tree, key, missing.place(), true))
                .map(Yaml::map)
                .orElse(tree);
    }

    /** A row is laid over what its fleet's file shares, which then lacks what was taken out of the row. */
    private boolean isOfATable(String key, Place missing) {
        return found.stream()
                .map(each -> each.place().file())
                .anyMatch(other -> !other.equals(missing.file()) && takenOut.contains(other + key));
    }

    private Yaml standIn(String key, Place place) {
        return switch (key) {
            case "router" -> YamlMap.empty(place).with("reach", standIn("reach", place), place);
            case "allow" -> new YamlList(place, List.of(new YamlText(place, "198.51.100.0/24", true)));
            default ->
                new YamlText(place, STAND_INS.getOrDefault(key, "stand-in").formatted(standIns), true);
        };
    }

    /** The tree with that key in the map that begins there, or that has a key there. */
    private Optional<Yaml> put(Yaml node, String key, Place place, boolean beside) {
        if (node instanceof YamlMap map
                && (beside ? map.keys().containsValue(place) : map.place().equals(place))) {
            return Optional.of(map.with(key, standIn(key, place), place));
        }
        return inOne(node, child -> put(child, key, place, beside));
    }

    /** The tree without the value that begins there, or without the key that stands there. */
    private Optional<Yaml> without(Yaml node, Place place, boolean key) {
        // a table's row begins where its first cell does, and so does a map of one cell: the cell goes first
        return inOne(node, child -> without(child, place, key))
                .or(() -> node instanceof YamlMap map ? withoutValue(map, place, key) : Optional.empty())
                .or(() -> key ? Optional.empty() : withoutItem(node, place));
    }

    private Optional<Yaml> withoutValue(YamlMap map, Place place, boolean key) {
        for (var entry : map.values().entrySet()) {
            var where = key ? map.whereIs(entry.getKey()) : entry.getValue().place();
            if ((where.equals(place) && (!key || map.keys().containsKey(entry.getKey())))
                    || (!key && isAllOf(entry.getValue(), place))) {
                takenOut.add(map.place() + entry.getKey());
                takenOut.add(map.whereIs(entry.getKey()).line() + entry.getKey());
                takenOut.add(map.place().line() + entry.getKey());
                takenOut.add(where.file() + entry.getKey());
                return Optional.of(map.filtered(each -> !each.equals(entry.getKey())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Yaml> withoutItem(Yaml node, Place place) {
        return node instanceof YamlList list
                        && list.items().size() > 1
                        && list.items().stream().anyMatch(item -> item.place().equals(place))
                ? Optional.of(new YamlList(
                        list.place(),
                        list.items().stream()
                                .filter(item -> !item.place().equals(place))
                                .toList()))
                : Optional.empty();
    }

    /** A list that would be empty without it goes with it. */
    private static boolean isAllOf(Yaml value, Place place) {
        return value instanceof YamlList list
                && list.items().size() == 1
                && list.items().getFirst().place().equals(place);
    }

    /** The node with the first of its children that changes. */
    private static Optional<Yaml> inOne(Yaml node, Function<Yaml, Optional<Yaml>> change) {
        return switch (node) {
            case YamlText _ -> Optional.empty();
            case YamlList list -> inList(list, change);
            case YamlMap map ->
                map.values().entrySet().stream()
                        .flatMap(entry -> change
                                .apply(entry.getValue())
                                .map(changed -> map.with(entry.getKey(), changed, map.whereIs(entry.getKey())))
                                .stream())
                        .<Yaml>map(each -> each)
                        .findFirst();
        };
    }

    private static Optional<Yaml> inList(YamlList list, Function<Yaml, Optional<Yaml>> change) {
        for (var i = 0; i < list.items().size(); i++) {
            var changed = change.apply(list.items().get(i));
            if (changed.isPresent()) {
                var items = new ArrayList<>(list.items());
                items.set(i, changed.get());
                return Optional.of(new YamlList(list.place(), items));
            }
        }
        return Optional.empty();
    }
}
