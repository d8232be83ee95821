package dev.outpost.packages;

import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.FeedPackage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** What packages need, by the feeds' own words, without what every image of the release holds. */
final class FeedClosure {
    private final Map<String, FeedPackage> byName = new HashMap<>();
    private final Map<String, List<FeedPackage>> byProvided = new HashMap<>();
    private final Set<String> lacking = new LinkedHashSet<>();
    private final Set<String> image;

    FeedClosure(List<Feed> feeds, String release) {
        feeds.stream().flatMap(feed -> feed.packages().stream()).forEach(each -> byName.putIfAbsent(each.name(), each));
        for (var each : byName.values()) {
            each.provides().forEach(name -> byProvided.merge(name, List.of(each), FeedClosure::both));
        }
        var table = PackageTable.shipped();
        this.image = walk(table.release(release).orElseGet(table::sized).image(), Set.of())
                .keySet();
        lacking.clear(); // an image may hold what no feed has
    }

    private static List<FeedPackage> both(List<FeedPackage> a, List<FeedPackage> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** Everything to fetch, by name. */
    SequencedMap<String, FeedPackage> of(Collection<String> wanted) {
        return walk(wanted, image);
    }

    /** Names that neither a feed nor the image has, seen so far. */
    Set<String> lacking() {
        return lacking;
    }

    private SequencedMap<String, FeedPackage> walk(Collection<String> wanted, Set<String> held) {
        var found = new LinkedHashMap<String, FeedPackage>();
        var todo = new ArrayDeque<>(wanted);
        while (!todo.isEmpty()) {
            var name = todo.removeFirst();
            if (found.containsKey(name) || isHeld(name, held)) {
                continue;
            }
            var each = candidate(name, found);
            if (each.isEmpty()) {
                lacking.add(name);
            } else if (found.putIfAbsent(each.get().name(), each.get()) == null) {
                each.get().depends().stream()
                        .filter(need -> !need.conflict())
                        .map(Dependency::name)
                        .forEach(todo::add);
            }
        }
        return found;
    }

    /** The kernel and the C library are of the image; a name is also held by whoever in it stands for it. */
    private boolean isHeld(String name, Set<String> held) {
        return name.equals("kernel")
                || name.equals("libc")
                || held.contains(name)
                || byProvided.getOrDefault(name, List.of()).stream().anyMatch(each -> held.contains(each.name()));
    }

    private Optional<FeedPackage> candidate(String name, Map<String, FeedPackage> found) {
        var named = Optional.ofNullable(byName.get(name));
        if (named.isPresent()) {
            return named;
        }
        var standIns = byProvided.getOrDefault(name, List.of());
        return standIns.stream()
                .filter(each -> found.containsKey(each.name()))
                .findFirst()
                .or(() -> standIns.stream()
                        .min(Comparator.comparingInt(
                                        (FeedPackage each) -> each.depends().size())
                                .thenComparing(FeedPackage::name)));
    }
}
