package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Resource;
import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.FeedPackage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What OpenWrt's packages depend on and what they take, for each series of releases that is known: a resource with its sources. */
public final class PackageTable {
    private static final String RESOURCE = "/dev/outpost/router/packages.tsv";
    private static final int COLUMNS = 5;

    private final SequencedMap<String, PackageRelease> series =
            new TreeMap<>(Comparator.comparingInt(PackageTable::order));
    private final Map<String, PackageRelease> ofTargets = new HashMap<>();
    private final List<OlderRelease> older;

    /**
     * A series of OpenWrt that gets no more releases and has no table of its own.
     *
     * @param series {@code 22.03}
     * @param last its last release
     * @param nearest series whose tables stand in for it
     * @param kernel its Linux
     * @param manager what installs packages there
     */
    public record OlderRelease(String series, String last, String nearest, String kernel, String manager) {
        static OlderRelease of(String[] row) {
            return new OlderRelease(row[1], row[2], row[3], row[4], row[5]);
        }

        /** For people. */
        public String inWords() {
            return "OpenWrt " + series + " is past its end, " + last + " was the last (Linux " + kernel + ", " + manager
                    + "): judged by the tables of " + nearest + ", whose drivers know more devices";
        }
    }

    PackageTable(String text) {
        var rows = text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t"))
                .filter(row -> row.length >= COLUMNS)
                .toList();
        rows.stream()
                .filter(row -> row[0].equals("release"))
                .forEach(row -> learn(row[1], PackageRelease.of(row, rows)));
        older = rows.stream()
                .filter(row -> row[0].equals("older"))
                .map(OlderRelease::of)
                .sorted(Comparator.comparingInt(release -> order(release.series())))
                .toList();
    }

    /** Holder: the table is read when somebody first asks. */
    private static final class Shipped {
        private static final PackageTable TABLE = new PackageTable(Resource.text(RESOURCE));
    }

    /** The table that comes with the program. */
    public static PackageTable shipped() {
        return Shipped.TABLE;
    }

    /** The known series, oldest first: {@code 23.05}. */
    public List<String> known() {
        return List.copyOf(series.sequencedKeySet());
    }

    /** By series or by a release of it: {@code 24.10}, {@code 24.10.8}. */
    public Optional<PackageRelease> release(String name) {
        return Optional.ofNullable(series.get(seriesOf(name)));
    }

    /** The same, as the indexes of that target have it; of another target where there are none. */
    public Optional<PackageRelease> release(String name, Optional<String> target) {
        return release(name)
                .map(release -> target.map(t -> ofTargets.getOrDefault(release.series() + "@" + t, release))
                        .orElse(release));
    }

    /** A series without a table of its own, by its name or a release of it. */
    public Optional<OlderRelease> older(String name) {
        return older.stream()
                .filter(release -> release.series().equals(seriesOf(name)))
                .findFirst();
    }

    /** Series that other series' tables stand in for, oldest first. */
    public List<String> olderSeries() {
        return older.stream().map(OlderRelease::series).toList();
    }

    /**
     * What a router's feeds will offer as far as the table knows, for a plan that is made before anybody asked them: names, needs and sizes,
     * no versions.
     *
     * @param wanted that the feeds will have, whatever the table knows of them
     */
    public Bundle foreseen(RouterFacts.Board board, List<String> wanted) {
        var release = release(board.release(), Optional.of(board.target())).orElseGet(this::sized);
        var items = new HashMap<String, Bundle.Item>();
        Stream.of(wanted.stream(), release.packages().keySet().stream(), needed(release))
                .flatMap(names -> names)
                .filter(name ->
                        FeedPackage.isPackage(name, name) && !release.provides().containsKey(name))
                .map(name -> release.packages().getOrDefault(name, PackageRelease.Entry.unknown(name)))
                .forEach(entry -> items.put(entry.name(), foreseen(entry, release)));
        return Bundle.ofFeeds(board, items);
    }

    private static Stream<String> needed(PackageRelease release) {
        return release.packages().values().stream().flatMap(entry -> entry.depends().stream());
    }

    private static Bundle.Item foreseen(PackageRelease.Entry entry, PackageRelease release) {
        var provides = release.provides().entrySet().stream()
                .filter(name -> name.getValue().contains(entry.name()))
                .map(Map.Entry::getKey)
                .toList();
        var depends = entry.depends().stream()
                .flatMap(name -> Dependency.parse(name).stream())
                .toList();
        return new Bundle.Item(entry.name(), entry.name(), "", "", Optional.empty(), entry.bytes(), depends, provides);
    }

    private void learn(String key, PackageRelease release) {
        if (key.contains("@")) {
            ofTargets.put(key, release);
        } else {
            series.put(key, release);
            ofTargets.put(key + "@" + release.target(), release);
        }
    }

    private static String seriesOf(String name) {
        return String.join(".", Arrays.stream(name.split("\\.")).limit(2).toList());
    }

    /** The newest whose sizes are known. */
    public PackageRelease sized() {
        return series.sequencedValues().reversed().stream()
                .filter(PackageRelease::isSized)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " has no sizes at all"));
    }

    /** Year and month as one number. */
    private static int order(String series) {
        return series.matches("[0-9]{2}\\.[0-9]{2}") ? Integer.parseInt(series.replace(".", "")) : 0;
    }
}
