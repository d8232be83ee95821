package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.SizeMeaning;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What packages take of the flash.
 *
 * @param known bytes of those whose size is known
 * @param guessed bytes set aside for the others
 * @param unknown names of the others
 */
record FlashCost(int packages, long known, long guessed, List<String> unknown, SizeMeaning meaning) {
    FlashCost {
        unknown = List.copyOf(unknown);
    }

    static FlashCost of(List<Bundle.Item> items, SizeMeaning meaning) {
        var unsized =
                items.stream().filter(item -> meaning.cost(item).isEmpty()).toList();
        return new FlashCost(
                items.size(),
                items.stream()
                        .flatMap(item -> meaning.cost(item).stream())
                        .mapToLong(bytes -> bytes)
                        .sum(),
                unsized.stream().mapToLong(meaning::guess).sum(),
                unsized.stream().map(Bundle.Item::name).toList(),
                meaning);
    }

    long total() {
        return known + guessed;
    }

    /** "13 packages take 240 KiB". */
    String words() {
        var all = packages + (packages == 1 ? " package takes " : " packages take ");
        if (unknown.isEmpty()) {
            return all + InstallPackages.kib(known);
        }
        return all + (known == 0 ? "" : InstallPackages.kib(known) + " and ") + "an unknown size, guessed at "
                + InstallPackages.kib(guessed) + " ("
                + unknown.stream().limit(3).collect(Collectors.joining(", "))
                + (unknown.size() > 3 ? " and " + (unknown.size() - 3) + " more" : "") + ")";
    }
}
