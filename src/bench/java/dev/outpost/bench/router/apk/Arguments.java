package dev.outpost.bench.router.apk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * apk's command line: options anywhere, the command, its words.
 *
 * @param options by their long names; an option without a value has an empty one
 */
record Arguments(String command, List<String> words, Map<String, String> options) {
    private static final Set<String> WITH_VALUE = Set.of("--wait", "--repositories-file");
    private static final Map<String, String> SHORT =
            Map.of("-I", "--installed", "-e", "--installed", "-s", "--simulate", "-q", "--quiet");

    static Arguments of(List<String> all) {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        for (int at = 0; at < all.size(); at++) {
            var word = SHORT.getOrDefault(all.get(at), all.get(at));
            if (!word.startsWith("-")) {
                words.add(word);
            } else {
                options.put(word, WITH_VALUE.contains(word) && at + 1 < all.size() ? all.get(++at) : "");
            }
        }
        return new Arguments(
                words.isEmpty() ? "" : words.getFirst(),
                words.isEmpty() ? List.of() : List.copyOf(words.subList(1, words.size())),
                options);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }
}
