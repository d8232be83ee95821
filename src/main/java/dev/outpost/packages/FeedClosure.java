package dev.outpost.packages;

import dev.outpost.packages.Feeds.Feed;
import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.FeedPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What packages need, by the feeds' own words, without what every image of the release holds. */
final class FeedClosure {
    private final Map<String, FeedPackage> byName = new TreeMap<>();
    private final Set<String> lacking = new LinkedHashSet<>();
    private final PackageRelease all;

    FeedClosure(List<Feed> feeds, String release) {
        feeds.stream().flatMap(feed -> feed.packages().stream()).forEach(each -> byName.putIfAbsent(each.name(), each));
        var provides = new HashMap<String, List<String>>();
        for (var each : byName.values()) {
            each.provides()
                    .forEach(name -> provides.merge(
                            name,
                            List.of(each.name()),
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        }
        var table = PackageTable.shipped();
        all = new PackageRelease(
                release,
                "",
                "the feeds",
                false,
                byName.values().stream().collect(Collectors.toMap(FeedPackage::name, FeedClosure::entry)),
                provides,
                table.release(release).orElseGet(table::sized).image());
    }

    /** The kernel and the C library are of every image. */
    private static PackageRelease.Entry entry(FeedPackage each) {
        return new PackageRelease.Entry(
                each.name(),
                each.size(),
                each.depends().stream()
                        .filter(need -> !need.conflict())
                        .map(Dependency::name)
                        .filter(name -> !name.equals("kernel") && !name.equals("libc"))
                        .toList());
    }

    /** Everything to fetch. */
    List<FeedPackage> of(Collection<String> wanted) {
        var found = new ArrayList<FeedPackage>();
        for (var entry : all.closure(wanted, List.of())) {
            Optional.ofNullable(byName.get(entry.name())).ifPresentOrElse(found::add, () -> lacking.add(entry.name()));
        }
        return found;
    }

    /** Names that neither a feed nor the image has, seen so far. */
    Set<String> lacking() {
        return lacking;
    }
}
