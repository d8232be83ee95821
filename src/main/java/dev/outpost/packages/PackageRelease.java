package dev.outpost.packages;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages of one series of OpenWrt.
 *
 * @param series {@code 24.10}
 * @param target that the indexes are of; empty where another series stands in
 * @param source release, target, architecture and date of the indexes that this was read from
 * @param isSized whether its sizes are known
 * @param packages by name
 * @param provides names that other packages stand for
 * @param image what every image holds by default
 */
public record PackageRelease(
        String series,
        String target,
        String source,
        boolean isSized,
        Map<String, Entry> packages,
        Map<String, List<String>> provides,
        List<String> image) {
    public PackageRelease {
        packages = Map.copyOf(packages);
        provides = Map.copyOf(provides);
        image = List.copyOf(image);
    }

    /**
     * One package.
     *
     * @param bytes Installed-Size; what it means differs by release
     */
    public record Entry(String name, Optional<Long> bytes, List<String> depends) {
        public Entry {
            depends = List.copyOf(depends);
        }

        /** One that the table has nothing of but its name. */
        static Entry unknown(String name) {
            return new Entry(name, Optional.empty(), List.of());
        }
    }

    /** From the rows of {@code packages.tsv}; {@code row} is its own release line. */
    static PackageRelease of(String[] row, List<String[]> rows) {
        var like = row[3].equals("like");
        var from = like ? row[4] : row[1];
        var packages = new HashMap<String, Entry>();
        var provides = new HashMap<String, List<String>>();
        for (var line : rows) {
            if (line[0].equals("package") && line[1].equals(from)) {
                packages.put(line[2], new Entry(line[2], like ? Optional.empty() : number(line[3]), words(line[4])));
            } else if (line[0].equals("provides") && line[1].equals(from)) {
                provides.put(line[2], words(line[3]));
            }
        }
        var image = rows.stream()
                .filter(line -> line[0].equals("image") && line[1].equals(from))
                .map(line -> line[2])
                .toList();
        var source = "OpenWrt " + row[2]
                + (like ? ", dependencies as in " + from : " for " + row[3] + " (" + row[4] + ")") + ", " + row[5];
        var series = row[1].replaceFirst("@.*", "");
        return new PackageRelease(
                series, like ? "" : row[3], source, row[row.length - 1].equals("sizes"), packages, provides, image);
    }

    /**
     * What has to be installed so that these work: they and their dependencies, without what the image holds.
     *
     * @param also what this board's image holds besides the default packages
     */
    public List<Entry> closure(Collection<String> wanted, Collection<String> also) {
        var there = new TreeSet<>(image);
        there.addAll(also);
        var held = walk(there, Set.of()).keySet();
        return List.copyOf(walk(wanted, held).values());
    }

    private Map<String, Entry> walk(Collection<String> names, Set<String> held) {
        var found = new LinkedHashMap<String, Entry>();
        var todo = new ArrayDeque<>(names);
        while (!todo.isEmpty()) {
            var name = todo.removeFirst();
            if (found.containsKey(name) || held.contains(name) || isProvided(name, held)) {
                continue;
            }
            var by = packages.containsKey(name) ? List.<String>of() : provides.getOrDefault(name, List.of());
            if (by.isEmpty()) {
                var entry = packages.getOrDefault(name, Entry.unknown(name));
                found.put(name, entry);
                todo.addAll(entry.depends());
            } else if (by.stream().noneMatch(found::containsKey)) {
                todo.add(smallest(by));
            }
        }
        return found;
    }

    private boolean isProvided(String name, Set<String> held) {
        return provides.getOrDefault(name, List.of()).stream().anyMatch(held::contains);
    }

    /** The one with the fewest dependencies of its own: of {@code ip-tiny} and {@code ip-full} the first. */
    private String smallest(List<String> by) {
        return by.stream()
                .filter(packages::containsKey)
                .min((a, b) -> Integer.compare(depends(a), depends(b)))
                .orElse(by.getFirst());
    }

    private int depends(String name) {
        return Optional.ofNullable(packages.get(name))
                .map(e -> e.depends().size())
                .orElse(0);
    }

    private static Optional<Long> number(String word) {
        return word.equals("-") ? Optional.empty() : Optional.of(Long.parseLong(word));
    }

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" "));
    }
}
