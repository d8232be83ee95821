package dev.outpost.bench.relay.nft;

/** What of a packet a rule may look at, with its data type. */
enum Field {
    IIFNAME("ifname"),
    OIFNAME("ifname"),
    IP_SADDR("ipv4_addr"),
    IP_DADDR("ipv4_addr"),
    TCP_DPORT("inet_service"),
    UDP_DPORT("inet_service"),
    TH_DPORT("inet_service"),
    TCP_FLAGS("name"),
    PROTOCOL("name"),
    NFPROTO("name"),
    ICMP_TYPE("name"),
    CT_STATE("name"),
    CT_STATUS("name"),
    FIB_DADDR_TYPE("name");

    private final String type;

    Field(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }
}
