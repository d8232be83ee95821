package dev.outpost.bench.nft;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        var values = fields.stream().map(this::value).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private Optional<Value> value(Field field) {
        return switch (field) {
            case IIFNAME -> in.map(Value::of);
            case OIFNAME -> out.map(Value::of);
            case ETHER_SADDR -> flow.mac().map(Value::of);
            case IP_SADDR -> Optional.of(Value.of(flow.source()));
            case IP_DADDR -> Optional.of(Value.of(flow.destination()));
            case TCP_DPORT -> port(flow.protocol() == Protocol.TCP);
            case UDP_DPORT -> port(flow.protocol() == Protocol.UDP);
            case TH_DPORT -> port(flow.protocol() != Protocol.ICMP);
            case TCP_FLAGS -> flow.protocol() == Protocol.TCP && !isAnswer ? name("syn") : Optional.empty();
            case PROTOCOL -> name(flow.protocol().name().toLowerCase(Locale.ROOT));
            case NFPROTO -> name("ipv4");
            case ICMP_TYPE ->
                flow.protocol() == Protocol.ICMP ? name(isAnswer ? "echo-reply" : "echo-request") : Optional.empty();
            case CT_STATE -> name(isAnswer ? "established" : "new");
            case CT_STATUS -> name(isTranslated ? "dnat" : "confirmed");
            case FIB_DADDR_TYPE -> name(isForHost ? "local" : "unicast");
        };
    }

    private Optional<Value> port(boolean hasIt) {
        return hasIt ? Optional.of(Value.of(flow.port())) : Optional.empty();
    }

    private static Optional<Value> name(String text) {
        return Optional.of(Value.of(text));
    }
}
