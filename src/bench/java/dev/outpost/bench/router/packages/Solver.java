package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.host.Output;
import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.VersionOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the packages that the world asks for, and the steps that lead there; all or nothing (facts/behaviours.md#34). */
final class Solver {
    private final Offer offer;
    private final InstalledDb database;
    private final List<Dependency> world;
    private final Map<String, ApkInfo> chosen = new TreeMap<>();
    private final Map<String, List<Dependency>> asked = new HashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    Solver(Offer offer, InstalledDb database) {
        this.offer = offer;
        this.database = database;
        this.world = List.copyOf(database.world().values());
    }

    /** The steps: what is no longer needed goes first, then each package comes after what it depends on. */
    List<Change> solve() {
        var open = new ArrayDeque<Dependency>();
        world.forEach(wish -> ask(wish, open));
        while (!open.isEmpty()) {
            var wish = open.removeFirst();
            if (!wish.conflict() && !chosen.containsKey(wish.name())) {
                choose(wish.name()).ifPresentOrElse(info -> take(info, open), () -> missing.add(wish.name()));
            }
        }
        database.all().stream()
                .map(InstalledDb.Entry::info)
                .filter(info -> !isChosen(info.name()))
                .forEach(this::remove);
        world.stream()
                .flatMap(wish -> Optional.ofNullable(chosen.get(wish.name())).stream())
                .forEach(this::put);
        return changes;
    }

    private void ask(Dependency wish, Deque<Dependency> open) {
        asked.computeIfAbsent(wish.name(), name -> new ArrayList<>()).add(wish);
        open.add(wish);
    }

    private void take(ApkInfo info, Deque<Dependency> open) {
        info.names().forEach(name -> chosen.putIfAbsent(name, info));
        chosen.put(info.name(), info);
        info.depends().forEach(wish -> ask(wish, open));
    }

    /** One that every wish so far accepts, if there is; rather one that is there already; rather a newer one. */
    private Optional<ApkInfo> choose(String name) {
        var wishes = asked.getOrDefault(name, List.of());
        Comparator<ApkInfo> order =
                Comparator.comparing(info -> wishes.stream().allMatch(wish -> wish.conflict() != info.meets(wish)));
        order = order.thenComparing(info -> info.name().equals(name) || asked.containsKey(info.name()))
                .thenComparing(offer::isInstalled)
                .thenComparing((a, b) -> VersionOrder.compare(a.version(), b.version()));
        return offer.providers(name).stream().max(order);
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
                .sorted(Comparator.comparing(Dependency::name))
                .filter(wish -> !wish.conflict())
                .flatMap(wish -> Optional.ofNullable(chosen.get(wish.name())).stream())
                .forEach(this::put);
        changes.add(new Change(database.find(info.name()).map(InstalledDb.Entry::info), Optional.of(info)));
    }

    /** Those that need it go first. */
    private void remove(ApkInfo info) {
        if (!done.add(info.name())) {
            return;
        }
        database.all().stream()
                .map(InstalledDb.Entry::info)
                .filter(other ->
                        !isChosen(other.name()) && other.depends().stream().anyMatch(info::meets))
                .forEach(this::remove);
        changes.add(new Change(Optional.of(info), Optional.empty()));
    }

    /** Says what does not fit, and counts it: names that nobody has, packages that somebody who asks for them cannot stand. */
    int complain(Output err) {
        var lines = new ArrayList<String>();
        for (var name : missing) {
            lines.add("  " + name + " (no such package):");
            lines.add("    required by: " + whoAsk(wish -> wish.name().equals(name)));
        }
        for (var info : new LinkedHashSet<>(chosen.values())) {
            var breaks = whoAsk(wish -> info.names().contains(wish.name()) && info.meets(wish) == wish.conflict());
            if (!breaks.isEmpty()) {
                lines.add("  " + info.full() + ":");
                lines.add("    breaks: " + breaks);
            }
        }
        if (!lines.isEmpty()) {
            err.println("ERROR: unable to select packages:");
            lines.forEach(err::println);
        }
        return lines.size() / 2;
    }

    /** {@code world[nosuch]}, {@code comgt-ncm-0.32-r38[comgt]}. */
    private String whoAsk(Predicate<Dependency> what) {
        var found = new ArrayList<String>();
        world.stream().filter(what).forEach(wish -> found.add("world[" + ApkInfo.text(wish) + "]"));
        for (var info : new LinkedHashSet<>(chosen.values())) {
            info.depends().stream()
                    .filter(what)
                    .forEach(wish -> found.add(info.full() + "[" + ApkInfo.text(wish) + "]"));
        }
        return String.join(" ", found);
    }

    /** A step of a commit, or a package that stays. */
    record Change(Optional<ApkInfo> old, Optional<ApkInfo> now) {
        boolean isChange() {
            return !old.equals(now);
        }

        ApkInfo subject() {
            return now.or(() -> old).orElseThrow();
        }

        /** {@code Installing comgt (0.32-r36)}. */
        String line() {
            if (old.isPresent() && now.isPresent()) {
                return "Upgrading " + subject().name() + " (" + old.get().version() + " -> "
                        + subject().version() + ")";
            }
            var verb = old.isEmpty() ? "Installing" : "Purging";
            return verb + " " + subject().name() + " (" + subject().version() + ")";
        }
    }
}
