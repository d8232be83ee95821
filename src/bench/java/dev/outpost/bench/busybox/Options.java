package dev.outpost.bench.busybox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command line: letters, some with a value, anywhere before {@code --}. */
final class Options {
    private final Map<Character, List<String>> found = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    /** A letter that the program does not know, or a value that is missing. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown(String words) {
            super(words, null, false, false);
        }
    }

    /** @param spec the letters; one with a value is followed by a colon */
    Options(List<String> words, String spec) {
        var left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.pop();
            if (word.equals("--")) {
                break;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                operands.add(word);
            } else {
                letters(left, word, spec);
            }
        }
        operands.addAll(left);
    }

    private void letters(Deque<String> left, String word, String spec) {
        for (int at = 1; at < word.length(); at++) {
            char letter = word.charAt(at);
            int known = spec.indexOf(letter);
            if (known < 0) {
                throw new Unknown("invalid option -- '" + letter + "'");
            }
            if (!spec.startsWith(":", known + 1)) {
                add(letter, "");
                continue;
            }
            String rest = word.substring(at + 1);
            if (rest.isEmpty() && left.isEmpty()) {
                throw new Unknown("option requires an argument -- '" + letter + "'");
            }
            add(letter, rest.isEmpty() ? left.pop() : rest);
            return;
        }
    }

    private void add(char letter, String value) {
        found.computeIfAbsent(letter, none -> new ArrayList<>()).add(value);
    }

    boolean has(char letter) {
        return found.containsKey(letter);
    }

    String value(char letter, String otherwise) {
        return has(letter) ? values(letter).getLast() : otherwise;
    }

    long number(char letter, String otherwise) {
        return number(value(letter, otherwise));
    }

    static long number(String word) {
        if (!word.matches("-?\\d{1,15}k?")) {
            throw new Unknown("invalid number '" + word + "'");
        }
        return Long.parseLong(word.replace("k", "")) * (word.endsWith("k") ? 1024 : 1);
    }

    List<String> values(char letter) {
        return found.getOrDefault(letter, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
