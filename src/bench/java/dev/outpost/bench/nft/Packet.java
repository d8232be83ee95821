package dev.outpost.bench.nft;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A packet at one hook.
 *
 * @param in device it came by; empty for the host's own
 * @param out device it leaves by; empty while not known, or for the host itself
 * @param isAnswer whether its connection is established already
 * @param isTranslated whether its destination was changed on the way
 * @param isForHost whether its destination is an address of the host
 */
public record Packet(
        Flow flow,
        Optional<String> in,
        Optional<String> out,
        boolean isAnswer,
        boolean isTranslated,
        boolean isForHost) {

    Packet translated(Flow changed) {
        return new Packet(changed, in, out, isAnswer, true, isForHost);
    }

    /** The packet's values of several fields; empty when it has not all of them. */
    Optional<List<Value>> values(List<Field> fields) {
        var values = fields.stream().map(field -> field.value.apply(this)).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private Optional<Value> port(boolean hasIt) {
        return hasIt ? Optional.of(Value.of(flow.port())) : Optional.empty();
    }

    private boolean isOf(Protocol protocol) {
        return flow.protocol() == protocol;
    }

    private static Optional<Value> word(String text) {
        return Optional.of(Value.of(text));
    }

    /** What of a packet a rule may look at, with its data type and the words for it, apart by bars. */
    @SuppressWarnings("ImmutableEnumChecker") // readers without a state, which the checker cannot see
    enum Field {
        IIFNAME("ifname", "iifname|iif|meta iifname", packet -> packet.in.map(Value::of)),
        OIFNAME("ifname", "oifname|oif|meta oifname", packet -> packet.out.map(Value::of)),
        ETHER_SADDR("ether_addr", "ether saddr", packet -> packet.flow.mac().map(Value::of)),
        IP_SADDR("ipv4_addr", "ip saddr", packet -> Optional.of(Value.of(packet.flow.source()))),
        IP_DADDR("ipv4_addr", "ip daddr", packet -> Optional.of(Value.of(packet.flow.destination()))),
        TCP_DPORT("inet_service", "tcp dport", packet -> packet.port(packet.isOf(Protocol.TCP))),
        UDP_DPORT("inet_service", "udp dport", packet -> packet.port(packet.isOf(Protocol.UDP))),
        TH_DPORT("inet_service", "th dport", packet -> packet.port(!packet.isOf(Protocol.ICMP))),
        TCP_FLAGS(
                "name", "tcp flags", packet -> word("syn").filter(_ -> packet.isOf(Protocol.TCP) && !packet.isAnswer)),
        PROTOCOL(
                "inet_proto",
                "meta l4proto|ip protocol",
                packet -> word(packet.flow.protocol().name().toLowerCase(Locale.ROOT))),
        NFPROTO("name", "meta nfproto", packet -> word("ipv4")),
        ICMP_TYPE(
                "name",
                "icmp type",
                packet ->
                        word(packet.isAnswer ? "echo-reply" : "echo-request").filter(_ -> packet.isOf(Protocol.ICMP))),
        CT_STATE("name", "ct state", packet -> word(packet.isAnswer ? "established" : "new")),
        CT_STATUS("name", "ct status", packet -> word(packet.isTranslated ? "dnat" : "confirmed")),
        FIB_DADDR_TYPE("name", "fib daddr type", packet -> word(packet.isForHost ? "local" : "unicast"));

        private final String type;
        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // a question to the packet, without a state of its own
        private final Function<Packet, Optional<Value>> value;

        Field(String type, String words, Function<Packet, Optional<Value>> value) {
            this.type = type;
            this.words = words;
            this.value = value;
        }

        String type() {
            return type;
        }

        static Optional<Field> of(String words) {
            return Arrays.stream(values())
                    .filter(field -> words.matches(field.words))
                    .findFirst();
        }
    }
}
