package dev.outpost.bench.router.opkg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one {@code opkg install} can take: the local files in the order given, then what the lists of the feeds offer. */
final class Candidates {
    private final Map<String, Ipk> files = new LinkedHashMap<>();

    private final Map<String, Ipk> offered = new LinkedHashMap<>();

    Candidates(List<Ipk> fromFeeds) {
        fromFeeds.forEach(ipk -> offered.putIfAbsent(ipk.control().name(), ipk));
    }

    void add(Ipk ipk) {
        files.put(ipk.control().name(), ipk);
    }

    Optional<Ipk> find(String name) {
        return Optional.ofNullable(files.getOrDefault(name, offered.get(name)));
    }

    /** The first file that meets the dependency. */
    Optional<Ipk> providerOf(Dependency dependency) {
        return Stream.concat(files.values().stream(), offered.values().stream())
                .filter(candidate -> dependency.isMetBy(candidate.control()))
                .findFirst();
    }

    /** Dependencies that neither the database nor a file meets, each as {@code libfoo for bar}, through all depths. */
    List<String> missing(Ipk ipk, Database database) {
        return missing(ipk, database, new HashSet<>());
    }

    private List<String> missing(Ipk ipk, Database database, Set<String> seen) {
        var lacks = new ArrayList<String>();
        if (!seen.add(ipk.control().name())) {
            return lacks;
        }
        for (var dependency : ipk.control().depends()) {
            if (!database.meets(dependency)) {
                providerOf(dependency)
                        .ifPresentOrElse(
                                candidate -> lacks.addAll(missing(candidate, database, seen)),
                                () -> lacks.add(
                                        dependency + " for " + ipk.control().name()));
            }
        }
        return lacks;
    }
}
