package dev.outpost.bench.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code test} and {@code [} with up to three words behind any number of {@code !}: true is 0, false 1, nonsense 2.
 *
 * @param bracket wants its other half as the last word
 */
public record Test(boolean bracket) implements Program {
    private static final Set<String> BINARY = Set.of("=", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-ef");

    @Override
    public int run(Call call) {
        var words = call.words();
        try {
            if (bracket) {
                if (words.isEmpty() || !words.getLast().equals("]")) {
                    throw new IllegalArgumentException("missing ]");
                }
                words = words.subList(0, words.size() - 1);
            }
            return isTrue(call, words) ? 0 : 1;
        } catch (IllegalArgumentException nonsense) {
            return call.refuse(2, call.name() + ": " + nonsense.getMessage());
        }
    }

    private static boolean isTrue(Call call, List<String> words) {
        if (words.size() <= 1) {
            return !words.isEmpty() && !words.getFirst().isEmpty();
        }
        String first = words.getFirst();
        if (words.size() == 3 && BINARY.contains(words.get(1))) {
            return compare(call, first, words.get(1), words.get(2));
        }
        if (first.equals("!")) {
            return !isTrue(call, words.subList(1, words.size()));
        }
        if (words.size() == 2 && first.matches("-[a-zA-Z]")) {
            return unary(call, first.charAt(1), words.get(1));
        }
        boolean unfinished = words.size() == 2 && BINARY.contains(words.get(1));
        throw new IllegalArgumentException(words.get(1) + (unfinished ? ": argument expected" : ": unknown operand"));
    }

    private static boolean unary(Call call, char kind, String word) {
        var stat = call.files().stat(call.path(word));
        return switch (kind) {
            case 'z' -> word.isEmpty();
            case 'n' -> !word.isEmpty();
            case 'L' ->
                call.files().linkStat(call.path(word)).filter(FileStat::isLink).isPresent();
            case 'f' -> stat.filter(FileStat::isFile).isPresent();
            case 'd' -> stat.filter(FileStat::isFolder).isPresent();
            case 'c' -> stat.filter(file -> file.kind() == 'c').isPresent();
            case 's' -> stat.filter(file -> file.size() > 0 || file.isFolder()).isPresent();
            case 'x' -> stat.filter(FileStat::isExecutable).isPresent();
            case 'e', 'r', 'w' -> stat.isPresent();
            default -> throw new IllegalArgumentException("-" + kind + ": unknown operand");
        };
    }

    private static boolean compare(Call call, String left, String sign, String right) {
        return switch (sign) {
            case "=" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "-ef" -> inode(call, left).isPresent() && inode(call, left).equals(inode(call, right));
            case "-eq" -> number(left) == number(right);
            case "-ne" -> number(left) != number(right);
            case "-lt" -> number(left) < number(right);
            case "-le" -> number(left) <= number(right);
            case "-gt" -> number(left) > number(right);
            default -> number(left) >= number(right);
        };
    }

    private static Optional<Long> inode(Call call, String word) {
        return call.files().stat(call.path(word)).map(FileStat::inode);
    }

    private static long number(String word) {
        if (!word.strip().matches("[-+]?\\d{1,18}")) {
            throw new IllegalArgumentException(word + ": bad number");
        }
        return Long.parseLong(word.strip());
    }
}
