package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Answer;
import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.FeedPackage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a router found at its own feeds.
 *
 * @param bundle what its package manager would install, in the manner of a bundle without files; empty where the feeds do not serve
 * @param evidence the default route, or why not
 */
public record OwnFeeds(Optional<Bundle> bundle, String evidence) {
    private static final String WORD = "[A-Za-z0-9._+~:-]{1,128}";

    /** Reads what {@code own-feeds} printed. What makes no sense is left out: a router's words are data. */
    public static OwnFeeds read(Answer answer, RouterFacts.Board board) {
        if (!answer.succeeded()) {
            return new OwnFeeds(Optional.empty(), answer.lastWords());
        }
        var lines = answer.stdout()
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .toList();
        var against = first(lines, "none")
                .or(() -> first(
                        lines,
                        "lacks")) // opkg blames the name, and tells the cause in another line (facts/behaviours.md#37)
                .or(() -> first(lines, "unknown").map(name -> "they have no " + name));
        if (against.isPresent()) {
            return new OwnFeeds(Optional.empty(), against.get());
        }
        return new OwnFeeds(
                Optional.of(bundle(lines, board)), first(lines, "route").orElse(""));
    }

    private static Optional<String> first(List<String[]> lines, String word) {
        return lines.stream()
                .filter(line -> line[0].equals(word))
                .map(line -> line[1].strip())
                .findFirst();
    }

    private static Bundle bundle(List<String[]> lines, RouterFacts.Board board) {
        var sizes = new LinkedHashMap<String, Long>();
        var installed = new LinkedHashMap<String, Long>();
        for (var line : lines) {
            var words = line[1].split(" ", 2);
            if (words.length == 2 && line[0].equals("size") && words[1].strip().matches("[0-9]{1,9}")) {
                sizes.put(words[0], Long.parseLong(words[1].strip()));
            } else if (words.length == 2 && line[0].equals("installed")) {
                bytes(words[1]).ifPresent(size -> installed.put(words[0], size));
            }
        }
        var items = new LinkedHashMap<String, Bundle.Item>();
        var brought = new ArrayList<Bundle.Item>();
        for (var line : lines) {
            if (line[0].equals("brings")) {
                item(line[1], sizes, installed, List.of()).ifPresent(brought::add);
            } else if (line[0].equals("wish")) {
                var needs = brought.stream()
                        .map(Bundle.Item::name)
                        .filter(name -> !name.equals(line[1]))
                        .toList();
                brought.forEach(each -> items.putIfAbsent(each.name(), each));
                Optional.ofNullable(items.get(line[1])).ifPresent(wish -> items.put(line[1], needing(wish, needs)));
                brought.clear();
            }
        }
        return Bundle.ofFeeds(board, items);
    }

    private static Optional<Bundle.Item> item(
            String words, Map<String, Long> sizes, Map<String, Long> installed, List<Dependency> needs) {
        var pair = words.split(" ", 2);
        if (pair.length < 2 || !pair[1].strip().matches(WORD) || !FeedPackage.isPackage(pair[0], pair[0])) {
            return Optional.empty();
        }
        return Optional.of(new Bundle.Item(
                pair[0],
                pair[0],
                pair[1].strip(),
                "",
                Optional.ofNullable(sizes.get(pair[0])),
                Optional.ofNullable(installed.get(pair[0])),
                needs,
                List.of()));
    }

    private static Bundle.Item needing(Bundle.Item item, List<String> names) {
        var needs =
                names.stream().map(name -> new Dependency(name, "", "", false)).toList();
        return new Bundle.Item(
                item.file(),
                item.name(),
                item.version(),
                item.sha256(),
                item.size(),
                item.installed(),
                needs,
                item.provides());
    }

    /** {@code 11 KiB}, as apk prints it. */
    private static Optional<Long> bytes(String words) {
        var parts = words.strip().split(" ");
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,7}(\\.[0-9]{1,3})?")) {
            return Optional.empty();
        }
        var factor = switch (parts[1]) {
            case "B" -> 1;
            case "KiB" -> 1 << 10;
            case "MiB" -> 1 << 20;
            default -> 0;
        };
        return Optional.of((long) (Double.parseDouble(parts[0]) * factor)).filter(size -> size > 0);
    }
}
