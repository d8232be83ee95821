package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.adb.ApkVersions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the packages that the world asks for, and the steps that lead there; all or nothing (facts/behaviours.md#34). */
final class Solver {
    private final Universe universe;
    private final InstalledDb database;
    private final List<ApkDependency> world;
    private final Set<String> again;
    private final Map<String, ApkInfo> chosen = new TreeMap<>();
    private final Map<String, List<ApkDependency>> asked = new HashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();

    /** @param again names of packages that are put there once more */
    Solver(Universe universe, InstalledDb database, List<ApkDependency> world, Set<String> again) {
        this.universe = universe;
        this.database = database;
        this.world =
                world.stream().sorted(Comparator.comparing(ApkDependency::name)).toList();
        this.again = again;
    }

    /** What was found; {@code errors} as apk counts them for its exit status. */
    record Solution(List<Change> changes, Map<String, ApkInfo> chosen, Set<String> missing, int errors) {}

    Solution solve() {
        var open = new ArrayDeque<ApkDependency>();
        world.forEach(dependency -> ask(dependency, open));
        while (!open.isEmpty()) {
            var dependency = open.removeFirst();
            if (!dependency.conflict() && !chosen.containsKey(dependency.name())) {
                choose(dependency.name())
                        .ifPresentOrElse(info -> take(info, open), () -> missing.add(dependency.name()));
            }
        }
        return new Solution(new Steps().all(), chosen, missing, errors());
    }

    private void ask(ApkDependency dependency, ArrayDeque<ApkDependency> open) {
        asked.computeIfAbsent(dependency.name(), name -> new ArrayList<>()).add(dependency);
        open.add(dependency);
    }

    private void take(ApkInfo info, ArrayDeque<ApkDependency> open) {
        info.names().forEach(name -> chosen.putIfAbsent(name, info));
        chosen.put(info.name(), info);
        info.depends().forEach(dependency -> ask(dependency, open));
    }

    /** One that every wish so far accepts, if there is; rather one that is there already; rather a newer one. */
    private Optional<ApkInfo> choose(String name) {
        var wishes = asked.getOrDefault(name, List.of());
        var providers = universe.providers(name);
        Comparator<ApkInfo> order = Comparator.comparing(info -> accepted(info, wishes));
        order = order.thenComparing(info -> info.name().equals(name) || asked.containsKey(info.name()))
                .thenComparing(universe::isInstalled)
                .thenComparing((a, b) -> ApkVersions.compare(a.version(), b.version()));
        return providers.stream().max(order);
    }

    private static boolean accepted(ApkInfo info, List<ApkDependency> wishes) {
        return wishes.stream().allMatch(wish -> wish.conflict() != wish.isMetBy(info));
    }

    /** Names without a provider, packages that something chosen cannot stand, and all that need one of these. */
    private int errors() {
        var broken = new HashSet<ApkInfo>();
        for (var info : chosen.values()) {
            if (breaks(info).isPresent()) {
                broken.add(info);
            }
        }
        boolean more = true;
        while (more) {
            more =
                    chosen.values().stream()
                            .filter(info -> !broken.contains(info) && needsBroken(info, broken))
                            .toList()
                            .stream()
                            .map(broken::add)
                            .reduce(false, Boolean::logicalOr);
        }
        var unmet = world.stream()
                .anyMatch(wish -> !wish.conflict()
                        && Optional.ofNullable(chosen.get(wish.name()))
                                .filter(info -> !wish.isMetBy(info))
                                .isPresent());
        return missing.size() + broken.size() + (unmet && broken.isEmpty() ? 1 : 0);
    }

    private boolean needsBroken(ApkInfo info, Set<ApkInfo> broken) {
        return info.depends().stream().filter(wish -> !wish.conflict()).anyMatch(wish -> {
            var provider = chosen.get(wish.name());
            return provider == null || !wish.isMetBy(provider) || broken.contains(provider);
        });
    }

    private Optional<ApkInfo> breaks(ApkInfo info) {
        return chosen.values().stream()
                .filter(other -> other.brokenBy(info).isPresent())
                .findFirst();
    }

    /** The order of the steps: what is no longer needed goes first, then each package after what it depends on. */
    private final class Steps {
        private final List<Change> changes = new ArrayList<>();
        private final Set<String> done = new HashSet<>();
        private final Map<String, Integer> needed = new HashMap<>();

        private List<Change> all() {
            database.all().forEach(entry -> wishes(entry.info()).forEach(name -> needed.merge(name, 1, Integer::sum)));
            for (var entry : database.all()) {
                var name = entry.info().name();
                if (needed.getOrDefault(name, 0) == 0 && !isChosen(name)) {
                    remove(entry.info());
                }
            }
            for (var wish : world) {
                Optional.ofNullable(chosen.get(wish.name())).ifPresent(this::put);
            }
            for (var entry : database.all()) {
                if (!isChosen(entry.info().name())) {
                    remove(entry.info());
                }
            }
            return changes;
        }

        /** Names of installed packages that a package's dependencies mean. */
        private List<String> wishes(ApkInfo info) {
            return info.depends().stream()
                    .filter(wish -> !wish.conflict())
                    .flatMap(wish -> database.all().stream()
                            .map(InstalledEntry::info)
                            .filter(other -> other.names().contains(wish.name()))
                            .limit(1))
                    .map(ApkInfo::name)
                    .toList();
        }

        private boolean isChosen(String name) {
            return Optional.ofNullable(chosen.get(name))
                    .filter(info -> info.name().equals(name))
                    .isPresent();
        }

        private void put(ApkInfo info) {
            if (!done.add(info.name())) {
                return;
            }
            info.depends().stream()
                    .sorted(Comparator.comparing(ApkDependency::name))
                    .filter(wish -> !wish.conflict())
                    .flatMap(wish -> Optional.ofNullable(chosen.get(wish.name())).stream())
                    .forEach(this::put);
            changes.add(new Change(
                    database.find(info.name()).map(InstalledEntry::info),
                    Optional.of(info),
                    again.contains(info.name())));
        }

        private void remove(ApkInfo info) {
            if (!done.add(info.name())) {
                return;
            }
            database.all().stream()
                    .map(InstalledEntry::info)
                    .filter(other -> wishes(other).contains(info.name()) && !isChosen(other.name()))
                    .forEach(this::remove);
            changes.add(new Change(Optional.of(info), Optional.empty(), false));
            for (var name : wishes(info)) {
                if (needed.merge(name, -1, Integer::sum) <= 0 && !isChosen(name)) {
                    database.find(name).map(InstalledEntry::info).ifPresent(this::remove);
                }
            }
        }
    }
}
