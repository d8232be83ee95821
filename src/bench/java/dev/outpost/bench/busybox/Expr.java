package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.util.List;

/** {@code expr} with numbers, comparisons, {@code :} and {@code length}. */
final class Expr implements Program {

    @Override
    public int run(Call call) {
        var value = new Reader(call.words()).whole();
        call.out().println(value);
        return value.isEmpty() || value.equals("0") ? 1 : 0;
    }

    private static final class Reader {
        private static final List<List<String>> LEVELS = List.of(
                List.of("|"),
                List.of("&"),
                List.of("=", "==", "!=", "<", "<=", ">", ">="),
                List.of("+", "-"),
                List.of("*", "/", "%"),
                List.of(":"));

        private final List<String> words;
        private int at;

        Reader(List<String> words) {
            this.words = words;
        }

        String whole() {
            String value = level(0);
            if (at < words.size()) {
                throw new Options.Unknown("syntax error");
            }
            return value;
        }

        private String level(int level) {
            if (level == LEVELS.size()) {
                return primary();
            }
            String left = level(level + 1);
            while (at < words.size() && LEVELS.get(level).contains(words.get(at))) {
                String sign = words.get(at++);
                left = apply(left, sign, level(level + 1));
            }
            return left;
        }

        private String primary() {
            if (at >= words.size()) {
                throw new Options.Unknown("syntax error");
            }
            String word = words.get(at++);
            if (word.equals("length") && at < words.size()) {
                return String.valueOf(words.get(at++).length());
            }
            if (word.equals("(")) {
                String value = level(0);
                at++;
                return value;
            }
            return word;
        }

        private static boolean isTrue(String value) {
            return !value.isEmpty() && !value.equals("0");
        }

        private static String apply(String left, String sign, String right) {
            return switch (sign) {
                case "|" -> isTrue(left) ? left : right;
                case "&" -> isTrue(left) && isTrue(right) ? left : "0";
                case ":" -> match(left, right);
                case "+", "-", "*", "/", "%" -> String.valueOf(calculate(number(left), sign, number(right)));
                default -> compare(left, sign, right) ? "1" : "0";
            };
        }

        private static String match(String text, String expression) {
            var matcher = Posix.pattern(expression, false, false).matcher(text);
            boolean found = matcher.lookingAt();
            if (matcher.groupCount() > 0) {
                return found && matcher.group(1) != null ? matcher.group(1) : "";
            }
            return found ? String.valueOf(matcher.end()) : "0";
        }

        private static long number(String word) {
            if (!word.matches("-?\\d{1,18}")) {
                throw new Options.Unknown("non-numeric argument");
            }
            return Long.parseLong(word);
        }

        private static long calculate(long left, String sign, long right) {
            if (right == 0 && (sign.equals("/") || sign.equals("%"))) {
                throw new Options.Unknown("division by zero");
            }
            return switch (sign) {
                case "+" -> left + right;
                case "-" -> left - right;
                case "*" -> left * right;
                case "/" -> left / right;
                default -> left % right;
            };
        }

        private static boolean compare(String left, String sign, String right) {
            boolean numbers = left.matches("-?\\d+") && right.matches("-?\\d+");
            int order = numbers ? Long.compare(number(left), number(right)) : left.compareTo(right);
            return switch (sign) {
                case "=", "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }
}
