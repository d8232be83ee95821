package dev.outpost.bench.nft;

import java.util.List;
import java.util.Optional;

/** One part of a rule. */
sealed interface Statement {

    /**
     * Goes on only if the packet's fields are among these values, or with {@code not} only if they are not.
     *
     * @param among a named set, or the values themselves
     */
    record Match(List<Field> fields, boolean not, Among among) implements Statement {}

    /** accept, drop, reject, return, jump and goto. */
    record Judge(Word word, Optional<Token> chain) implements Statement {}

    /** A verdict for each value. */
    record VerdictMap(List<Field> fields, List<Mapped> cases) implements Statement {}

    /**
     * Another destination.
     *
     * @param key fields looked up in a map; empty: the target is fixed
     * @param target address, and port where it changes
     */
    record Dnat(List<Field> key, Optional<Token> map, List<Token> target) implements Statement {}

    /** Another source: the address of the device it leaves by. */
    record Masquerade() implements Statement {}

    /** Another port of this host itself; empty: the same. */
    record Redirect(Optional<Token> port) implements Statement {}

    /** Counts, logs, clamps segments, or is a remark: changes no verdict. */
    record Aside() implements Statement {}

    /** What a chain can end with. */
    enum Word {
        ACCEPT,
        DROP,
        REJECT,
        RETURN,
        JUMP,
        GOTO
    }

    /** Values by name of their set, or written out. */
    record Among(Optional<Token> set, List<List<Value>> values) {}

    /** A key of a map and the words of what it stands for. */
    record Mapped(List<Value> key, List<Token> result) {}
}
