package dev.outpost.bench.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code test} and {@code [}: true is 0, false 1, nonsense 2. */
public final class Test implements Program {
    private final boolean bracket;

    private Test(boolean bracket) {
        this.bracket = bracket;
    }

    /** {@code test}. */
    public static Test word() {
        return new Test(false);
    }

    /** {@code [}, which wants its other half as the last word. */
    public static Test bracket() {
        return new Test(true);
    }

    @Override
    public int run(Call call) {
        var words = call.words();
        if (bracket) {
            if (words.isEmpty() || !words.getLast().equals("]")) {
                return bad(call, "missing ]");
            }
            words = words.subList(0, words.size() - 1);
        }
        try {
            return new Expression(call, words).isTrue() ? 0 : 1;
        } catch (Nonsense nonsense) {
            return bad(call, String.valueOf(nonsense.getMessage()));
        }
    }

    private static int bad(Call call, String words) {
        call.err().println(call.name() + ": " + words);
        return 2;
    }

    private static final class Nonsense extends RuntimeException {
        private static final long serialVersionUID = 1;

        Nonsense(String words) {
            super(words, null, false, false);
        }
    }

    private static final class Expression {
        private static final List<String> BINARY =
                List.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

        private final Call call;
        private final List<String> words;
        private int at;

        Expression(Call call, List<String> words) {
            this.call = call;
            this.words = words;
        }

        boolean isTrue() {
            if (words.isEmpty()) {
                return false;
            }
            boolean value = or();
            if (at < words.size()) {
                boolean unfinished = BINARY.contains(words.get(at)) && at + 1 == words.size();
                throw new Nonsense(words.get(at) + (unfinished ? ": argument expected" : ": unknown operand"));
            }
            return value;
        }

        private boolean or() {
            boolean value = and();
            while (take("-o")) {
                value |= and();
            }
            return value;
        }

        private boolean and() {
            boolean value = not();
            while (take("-a")) {
                value &= not();
            }
            return value;
        }

        private boolean not() {
            boolean alone = at + 1 >= words.size();
            boolean compared = at + 2 < words.size() && BINARY.contains(words.get(at + 1));
            if (!alone && !(compared && words.size() - at == 3) && take("!")) {
                return !not();
            }
            return primary();
        }

        private boolean primary() {
            if (at >= words.size()) {
                throw new Nonsense("argument expected");
            }
            if (at + 2 < words.size() && BINARY.contains(words.get(at + 1))) {
                boolean value = compare(words.get(at), words.get(at + 1), words.get(at + 2));
                at += 3;
                return value;
            }
            if (words.get(at).equals("(") && words.size() > at + 1) {
                at++;
                boolean value = or();
                if (!take(")")) {
                    throw new Nonsense("closing paren expected");
                }
                return value;
            }
            String word = words.get(at);
            if (word.matches("-[a-zA-Z]")
                    && "abcdefghkLnoOprsStuwxzGN".indexOf(word.charAt(1)) >= 0
                    && at + 1 < words.size()) {
                at += 2;
                return unary(word.charAt(1), words.get(at - 1));
            }
            at++;
            return !word.isEmpty();
        }

        private boolean take(String sign) {
            boolean there = at < words.size() && words.get(at).equals(sign);
            at += there ? 1 : 0;
            return there;
        }

        private boolean unary(char kind, String word) {
            if (kind == 'z' || kind == 'n') {
                return word.isEmpty() == (kind == 'z');
            }
            if (kind == 't') {
                return false;
            }
            var link = call.files().linkStat(call.path(word));
            var stat = call.files().stat(call.path(word));
            return switch (kind) {
                case 'h', 'L' -> link.filter(FileStat::isLink).isPresent();
                case 'f' -> stat.filter(FileStat::isFile).isPresent();
                case 'd' -> stat.filter(FileStat::isFolder).isPresent();
                case 'c' -> stat.filter(file -> file.kind() == 'c').isPresent();
                case 's' ->
                    stat.filter(file -> file.size() > 0 || file.isFolder()).isPresent();
                case 'x' -> stat.filter(FileStat::isExecutable).isPresent();
                case 'b', 'p', 'S', 'u', 'g', 'k' -> false;
                default -> stat.isPresent();
            };
        }

        private boolean compare(String left, String sign, String right) {
            return switch (sign) {
                case "=", "==" -> left.equals(right);
                case "!=" -> !left.equals(right);
                case "<" -> left.compareTo(right) < 0;
                case ">" -> left.compareTo(right) > 0;
                case "-nt" -> modified(left).isAfter(modified(right));
                case "-ot" -> modified(left).isBefore(modified(right));
                case "-ef" -> inode(left).isPresent() && inode(left).equals(inode(right));
                default -> numbers(number(left), sign, number(right));
            };
        }

        private static boolean numbers(long left, String sign, long right) {
            return switch (sign) {
                case "-eq" -> left == right;
                case "-ne" -> left != right;
                case "-lt" -> left < right;
                case "-le" -> left <= right;
                case "-gt" -> left > right;
                default -> left >= right;
            };
        }

        private Instant modified(String word) {
            return call.files().stat(call.path(word)).map(FileStat::modified).orElse(Instant.MIN);
        }

        private Optional<Long> inode(String word) {
            return call.files().stat(call.path(word)).map(FileStat::inode);
        }

        private static long number(String word) {
            if (!word.strip().matches("[-+]?\\d{1,18}")) {
                throw new Nonsense(word + ": bad number");
            }
            return Long.parseLong(word.strip());
        }
    }
}
