package dev.outpost.bench.nft;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.util.List;
import java.util.Set;

/** What a field can be compared with. */
sealed interface Value {

    /** A name: interface, protocol, state. A trailing star stands for any rest. */
    record Name(String text) implements Value {}

    /** Numbers from low to high, both in it: addresses as unsigned numbers, ports. */
    record Span(long low, long high) implements Value {}

    Set<String> PROTOCOLS =
            Set.of("tcp", "udp", "icmp", "icmpv6", "ipv6-icmp", "esp", "ah", "gre", "igmp", "sctp", "udplite");

    static Value of(Ipv4 address) {
        return new Span(number(address), number(address));
    }

    static Value of(int port) {
        return new Span(port, port);
    }

    private static long number(Ipv4 address) {
        return Integer.toUnsignedLong(address.bits());
    }

    /** Whether a packet's value lies in this one. */
    default boolean covers(Value packet) {
        return switch (this) {
            case Name(var text) ->
                packet instanceof Name(var given)
                        && (text.endsWith("*")
                                ? given.startsWith(text.substring(0, text.length() - 1))
                                : given.equals(text));
            case Span(var low, var high) -> packet instanceof Span(var one, var ignored) && low <= one && one <= high;
        };
    }

    /** Whether each of several values lies in its counterpart. */
    static boolean covers(List<Value> key, List<Value> packet) {
        if (key.size() != packet.size()) {
            return false;
        }
        for (var place = 0; place < key.size(); place++) {
            if (!key.get(place).covers(packet.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** Reads a value of a data type, with prefixes and ranges. */
    static Value parse(String type, Token token) throws NftError {
        try {
            return switch (type) {
                case "ipv4_addr" -> addresses(token.text());
                case "inet_service" -> ports(token.text());
                case "inet_proto" -> new Name(protocol(token));
                case "ifname", "icmp_type", "ether_addr", "name" -> new Name(token.text());
                default -> throw new NftError(token, "unknown datatype " + type);
            };
        } catch (ArithmeticException tooLarge) {
            throw new NftError(token, "Service out of range");
        } catch (IllegalArgumentException notOne) {
            throw new NftError(
                    token,
                    type.equals("inet_service")
                            ? "Could not resolve service: Servname not supported for ai_socktype"
                            : "Could not resolve hostname: Name or service not known");
        }
    }

    private static String protocol(Token token) throws NftError {
        if (!PROTOCOLS.contains(token.text()) && !token.text().matches("[0-9]+")) {
            throw new NftError(token, "Could not resolve protocol name");
        }
        return token.text();
    }

    private static Value addresses(String text) {
        var dash = text.indexOf('-');
        if (dash > 0) {
            return new Span(number(Ipv4.of(text.substring(0, dash))), number(Ipv4.of(text.substring(dash + 1))));
        }
        var prefix = Cidr.of(text).network();
        var low = number(prefix.address());
        return new Span(low, low + (1L << (32 - prefix.prefix())) - 1);
    }

    private static Value ports(String text) {
        var dash = text.indexOf('-', 1);
        return dash > 0 && Character.isDigit(text.charAt(0))
                ? new Span(port(text.substring(0, dash)), port(text.substring(dash + 1)))
                : of(port(text));
    }

    private static int port(String text) {
        var port = Integer.parseInt(text);
        if (port < 0 || port > 65_535) {
            throw new ArithmeticException("no port has this number");
        }
        return port;
    }
}
