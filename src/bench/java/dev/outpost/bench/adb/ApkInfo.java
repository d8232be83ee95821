package dev.outpost.bench.adb;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is said of a package in a package, an index and the database.
 *
 * @param identity {@code Q1} and 20 bytes in base64; tells apart two builds of one version
 * @param size bytes of its file
 * @param installed bytes of its content
 */
public record ApkInfo(
        String name,
        String version,
        String identity,
        String description,
        String architecture,
        String license,
        String origin,
        long size,
        long installed,
        List<ApkDependency> depends,
        List<ApkDependency> provides) {
    public ApkInfo {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
    }

    /** {@code comgt-ncm-0.32-r36}. */
    public String full() {
        return name + "-" + version;
    }

    /** As {@code apk list} shows it. */
    public String row() {
        return full() + " " + architecture + " {" + origin + "} (" + license + ")";
    }

    /** The first of its dependencies that a package does not meet although it bears the name. */
    public Optional<ApkDependency> brokenBy(ApkInfo other) {
        return depends.stream()
                .filter(dependency -> dependency.name().equals(other.name())
                        || other.provides().stream()
                                .anyMatch(name -> name.name().equals(dependency.name())))
                .filter(dependency -> dependency.isMetBy(other) == dependency.conflict())
                .findFirst();
    }

    /** The head of an entry in {@code /lib/apk/db/installed}. */
    public String text() {
        return "C:" + identity + "\nP:" + name + "\nV:" + version + "\nA:" + architecture + "\nS:" + size + "\nI:"
                + installed
                + "\nT:" + description + "\nU:\nL:" + license + "\no:" + origin + "\n" + line("D:", depends)
                + line("p:", provides);
    }

    private static String line(String key, List<ApkDependency> list) {
        return list.isEmpty()
                ? ""
                : key + list.stream().map(ApkDependency::toString).collect(Collectors.joining(" ")) + "\n";
    }

    /** Every name that it answers to. */
    public TreeSet<String> names() {
        var all = new TreeSet<String>();
        all.add(name);
        provides.forEach(other -> all.add(other.name()));
        return all;
    }
}
