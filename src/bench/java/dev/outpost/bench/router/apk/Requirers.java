package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkInfo;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who of the world keeps a package, over any number of packages between them. */
final class Requirers {
    private Requirers() {}

    static String of(String name, Solver.Solution solution, Set<String> world) {
        var found = new LinkedHashSet<String>();
        walk(name, solution, world, new LinkedHashSet<>(), found);
        return String.join(" ", found);
    }

    private static void walk(
            String name, Solver.Solution solution, Set<String> world, Set<String> seen, Set<String> found) {
        if (!seen.add(name)) {
            return;
        }
        if (world.contains(name)) {
            found.add(name);
        }
        solution.chosen().values().stream()
                .distinct()
                .filter(info -> needs(info, name))
                .map(ApkInfo::name)
                .sorted()
                .forEach(other -> walk(other, solution, world, seen, found));
    }

    private static boolean needs(ApkInfo info, String name) {
        return info.depends().stream()
                .anyMatch(wish -> !wish.conflict() && wish.name().equals(name));
    }
}
