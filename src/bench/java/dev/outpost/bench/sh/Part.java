package dev.outpost.bench.sh;

/** One piece of a word. A quoted piece is neither split into fields nor read as a pattern. */
public sealed interface Part {
    boolean quoted();

    /** Characters that stand for themselves. */
    record Text(String text, boolean quoted) implements Part {}

    /**
     * {@code $name}, {@code ${name}} and their variants.
     *
     * @param word what follows the operator; empty for {@code PLAIN}
     */
    record Parameter(String name, Operator operator, Word word, boolean quoted) implements Part {}

    /** {@code $(...)}. */
    record Substitution(Command body, boolean quoted) implements Part {}

    /** {@code $((...))}. */
    record Arithmetic(Word expression, boolean quoted) implements Part {}

    /** What is done with a parameter; those with a colon also treat an empty value as unset. */
    enum Operator {
        PLAIN(""),
        DEFAULT("-"),
        DEFAULT_OR_EMPTY(":-"),
        INSTEAD("+"),
        INSTEAD_UNLESS_EMPTY(":+"),
        CUT_SHORT_PREFIX("#"),
        CUT_LONG_PREFIX("##"),
        CUT_SHORT_SUFFIX("%"),
        CUT_LONG_SUFFIX("%%");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        public boolean cuts() {
            return compareTo(CUT_SHORT_PREFIX) >= 0;
        }

        /** Whether an empty value counts as unset. */
        public boolean minds() {
            return sign.startsWith(":");
        }
    }
}
