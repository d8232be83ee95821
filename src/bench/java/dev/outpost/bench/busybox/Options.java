package dev.outpost.bench.busybox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * @param spec the letters; one with a value is followed by a colon. A plus at the start ends options at the first operand.
     */
    Options(List<String> words, String spec) {
        boolean stops = spec.startsWith("+");
        int i = 0;
        while (i < words.size()) {
            String word = words.get(i++);
            if (word.equals("--")) {
                break;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                operands.add(word);
                if (stops) {
                    break;
                }
                continue;
            }
            i = letters(words, word, i, spec);
        }
        operands.addAll(words.subList(i, words.size()));
    }

    private int letters(List<String> words, String word, int next, String spec) {
        for (int at = 1; at < word.length(); at++) {
            char letter = word.charAt(at);
            int known = letter == ':' ? -1 : spec.indexOf(letter);
            if (known < 0) {
                throw new Unknown("invalid option -- '" + letter + "'");
            }
            boolean valued = known + 1 < spec.length() && spec.charAt(known + 1) == ':';
            if (!valued) {
                add(letter, "");
            } else if (at + 1 < word.length()) {
                add(letter, word.substring(at + 1));
                return next;
            } else if (next < words.size()) {
                add(letter, words.get(next));
                return next + 1;
            } else {
                throw new Unknown("option requires an argument -- '" + letter + "'");
            }
        }
        return next;
    }

    private void add(char letter, String value) {
        found.computeIfAbsent(letter, none -> new ArrayList<>()).add(value);
    }

    boolean has(char letter) {
        return found.containsKey(letter);
    }

    Optional<String> value(char letter) {
        return has(letter) ? Optional.of(values(letter).getLast()) : Optional.empty();
    }

    String value(char letter, String otherwise) {
        return value(letter).orElse(otherwise);
    }

    long number(char letter, long otherwise) {
        return value(letter).map(Options::number).orElse(otherwise);
    }

    static long number(String word) {
        if (!word.matches("[-+]?\\d{1,15}[kKmMgG]?")) {
            throw new Unknown("invalid number '" + word + "'");
        }
        char last = word.charAt(word.length() - 1);
        long unit = Character.isDigit(last) ? 1 : 1L << (10 * ("kmg".indexOf(Character.toLowerCase(last)) + 1));
        return unit * Long.parseLong(Character.isDigit(last) ? word : word.substring(0, word.length() - 1));
    }

    List<String> values(char letter) {
        return found.getOrDefault(letter, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
