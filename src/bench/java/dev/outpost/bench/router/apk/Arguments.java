package dev.outpost.bench.router.apk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** apk's command line: options anywhere, the command, its words. */
record Arguments(String command, List<String> words, Set<String> flags, Map<String, List<String>> values) {
    private static final Set<String> WITH_VALUE = Set.of(
            "--wait",
            "--repositories-file",
            "--repository",
            "--cache-max-age",
            "--cache-dir",
            "--keys-dir",
            "--arch",
            "--timeout",
            "--format",
            "--fields",
            "--progress-fd",
            "--virtual");
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("-I", "--installed"),
            Map.entry("-e", "--installed"),
            Map.entry("-s", "--simulate"),
            Map.entry("-X", "--repository"),
            Map.entry("-L", "--contents"),
            Map.entry("-W", "--who-owns"),
            Map.entry("-q", "--quiet"),
            Map.entry("-U", "--update-cache"),
            Map.entry("-V", "--version"),
            Map.entry("-t", "--test"),
            Map.entry("-f", "--force"),
            Map.entry("-h", "--help"));

    static Arguments of(List<String> all) {
        var words = new ArrayList<String>();
        var flags = new LinkedHashSet<String>();
        var values = new HashMap<String, List<String>>();
        for (int at = 0; at < all.size(); at++) {
            var word = SHORT.getOrDefault(all.get(at), all.get(at));
            int equals = word.indexOf('=');
            var name = equals > 0 ? word.substring(0, equals) : word;
            if (!word.startsWith("-") || word.length() == 1) {
                words.add(word);
            } else if (!WITH_VALUE.contains(name)) {
                flags.add(word);
            } else if (equals > 0) {
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(word.substring(equals + 1));
            } else if (at + 1 < all.size()) {
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(all.get(++at));
            }
        }
        return new Arguments(
                words.isEmpty() ? "" : words.getFirst(),
                words.isEmpty() ? List.of() : List.copyOf(words.subList(1, words.size())),
                flags,
                values);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    Optional<String> value(String option) {
        return all(option).stream().reduce((first, last) -> last);
    }
}
