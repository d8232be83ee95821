package dev.outpost.bench.nft;

import java.util.Arrays;
import java.util.Optional;

/** What of a packet a rule may look at, with its data type and the words for it, apart by bars. */
enum Field {
    IIFNAME("ifname", "iifname|iif|meta iifname"),
    OIFNAME("ifname", "oifname|oif|meta oifname"),
    ETHER_SADDR("ether_addr", "ether saddr"),
    IP_SADDR("ipv4_addr", "ip saddr"),
    IP_DADDR("ipv4_addr", "ip daddr"),
    TCP_DPORT("inet_service", "tcp dport"),
    UDP_DPORT("inet_service", "udp dport"),
    TH_DPORT("inet_service", "th dport"),
    TCP_FLAGS("name", "tcp flags"),
    PROTOCOL("inet_proto", "meta l4proto|ip protocol"),
    NFPROTO("name", "meta nfproto"),
    ICMP_TYPE("name", "icmp type"),
    CT_STATE("name", "ct state"),
    CT_STATUS("name", "ct status"),
    FIB_DADDR_TYPE("name", "fib daddr type");

    private final String type;
    private final String words;

    Field(String type, String words) {
        this.type = type;
        this.words = words;
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
