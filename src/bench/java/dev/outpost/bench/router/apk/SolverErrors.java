package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.host.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Says why no set of packages fits: names without a package, and packages that others cannot stand. */
final class SolverErrors {
    private static final int WIDTH = 79;

    private final Solver.Solution solution;
    private final List<ApkDependency> world;
    private final Output err;
    private final Set<String> told = new HashSet<>();
    private String label = "";

    SolverErrors(Solver.Solution solution, List<ApkDependency> world, Output err) {
        this.solution = solution;
        this.world = world;
        this.err = err;
    }

    void print() {
        err.println("ERROR: unable to select packages:");
        missing(world);
        for (var change : solution.changes()) {
            change.now().ifPresent(info -> {
                broken(info);
                missing(info.depends());
            });
        }
    }

    private void missing(List<ApkDependency> wishes) {
        for (var wish : wishes) {
            if (!wish.conflict() && solution.missing().contains(wish.name()) && told.add(wish.name())) {
                label = wish.name() + " (no such package)";
                group("required by:", requirers(wish.name()));
            }
        }
    }

    private List<String> requirers(String name) {
        var found = new ArrayList<String>();
        world.stream()
                .filter(wish -> wish.name().equals(name) && !wish.conflict())
                .forEach(wish -> found.add("world[" + wish + "]"));
        for (var info : packages()) {
            info.depends().stream()
                    .filter(wish -> wish.name().equals(name) && !wish.conflict())
                    .forEach(wish -> found.add(info.full() + "[" + wish + "]"));
        }
        return found;
    }

    private List<ApkInfo> packages() {
        var byName = new LinkedHashMap<String, ApkInfo>();
        solution.chosen().values().stream()
                .sorted(Comparator.comparing(ApkInfo::name))
                .forEach(info -> byName.put(info.name(), info));
        return List.copyOf(byName.values());
    }

    private void broken(ApkInfo info) {
        var breaks = wishes(info, false);
        if (breaks.isEmpty()) {
            return;
        }
        label = info.full();
        group("breaks:", breaks);
        group("satisfies:", wishes(info, true));
    }

    private List<String> wishes(ApkInfo info, boolean met) {
        var found = new ArrayList<String>();
        world.stream()
                .filter(wish -> info.names().contains(wish.name()) && wish.isMetBy(info) != wish.conflict() == met)
                .forEach(wish -> found.add("world[" + wish + "]"));
        for (var other : packages()) {
            other.depends().stream()
                    .filter(wish -> info.names().contains(wish.name()))
                    .filter(wish -> wish.isMetBy(info) != wish.conflict() == met)
                    .forEach(wish -> found.add(other.full() + "[" + wish + "]"));
        }
        return found;
    }

    /** Words behind a title, on as many lines as they need. */
    private void group(String title, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        if (!label.isEmpty()) {
            err.println("  " + label + ":");
            label = "";
        }
        var line = new StringBuilder("    " + title);
        int indent = line.length() + 1;
        boolean fresh = true;
        for (var word : words) {
            if (fresh || line.length() + word.length() + 1 < WIDTH) {
                line.append(' ').append(word);
            } else {
                err.println(line.toString());
                line = new StringBuilder(" ".repeat(indent) + word);
            }
            fresh = false;
        }
        err.println(line.toString());
    }
}
