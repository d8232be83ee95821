package dev.outpost.bench.nft;

import dev.outpost.bench.nft.Packet.Field;
import dev.outpost.net.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One part of a rule; what counts, clamps segments or is a remark changes no verdict and is none. */
sealed interface Statement {
    /**
     * Goes on only if the packet's fields are among these values, or with {@code not} only if they are not.
     *
     * @param set the name of one that has them instead
     */
    record Match(List<Field> fields, boolean not, Optional<String> set, List<List<Value>> values)
            implements Statement {}

    /** accept, drop, reject, return, jump and goto. */
    record Judge(Word word, String chain) implements Statement {}

    /** A verdict for each value. */
    record VerdictMap(List<Field> fields, Map<List<Value>, Judge> cases) implements Statement {}

    /** Another destination. */
    record Dnat(Ipv4 to, Optional<Integer> port) implements Statement {}

    /** Another source: the address of the device it leaves by. */
    record Masquerade() implements Statement {}

    /** Another port of this host itself; empty: the same. */
    record Redirect(Optional<Integer> port) implements Statement {}

    /** What a chain can end with. */
    enum Word {
        ACCEPT,
        DROP,
        REJECT,
        RETURN,
        JUMP,
        GOTO
    }
}
