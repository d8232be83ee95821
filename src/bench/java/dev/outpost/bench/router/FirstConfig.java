package dev.outpost.bench.router;

import java.util.stream.Collectors;

/** What a board writes at its first boot: network, system and board.json, as config_generate and board.d do (facts/openwrt.md#first-boot). */
record FirstConfig(RouterHardware hardware) {

    String network() {
        var lists = hardware.generation().hasListAddresses();
        var text = new StringBuilder("\nconfig interface 'loopback'\n\toption device 'lo'\n\toption proto 'static'\n");
        text.append(address("127.0.0.1", 8, "255.0.0.0"));
        text.append("\nconfig globals 'globals'\n");
        if (lists) {
            text.append("\toption dhcp_default_duid '0004").append(duid()).append("'\n");
        }
        text.append("\toption ula_prefix 'fd12:3456:789a::/48'\n");
        text.append("\nconfig device\n\toption name 'br-lan'\n\toption type 'bridge'\n");
        board().lanPorts().forEach(port -> text.append("\tlist ports '" + port + "'\n"));
        text.append("\nconfig interface 'lan'\n\toption device 'br-lan'\n\toption proto 'static'\n");
        text.append(address("192.168.1.1", 24, "255.255.255.0"));
        text.append("\toption ip6assign '60'\n");
        board().wanPort().ifPresent(port -> text.append(wan("wan", port, "dhcp") + wan("wan6", port, "dhcpv6")));
        if (board().hasSwitch()) {
            text.append("""

                    config switch
                    \toption name 'switch0'
                    \toption reset '1'
                    \toption enable_vlan '1'

                    config switch_vlan
                    \toption device 'switch0'
                    \toption vlan '1'
                    \toption ports '0 6t'
                    """);
        }
        return text.append('\n').toString();
    }

    private Board board() {
        return hardware.board();
    }

    private String address(String address, int length, String netmask) {
        return hardware.generation().hasListAddresses()
                ? "\tlist ipaddr '" + address + "/" + length + "'\n"
                : "\toption ipaddr '" + address + "'\n\toption netmask '" + netmask + "'\n";
    }

    private static String wan(String name, String port, String proto) {
        return "\nconfig interface '" + name + "'\n\toption device '" + port + "'\n\toption proto '" + proto + "'\n";
    }

    /** 32 hexadecimal digits, another set on each board. */
    private String duid() {
        return "703e82ca4f53599eb91"
                + "3%012x".formatted(Long.parseLong(hardware.mac().replace(":", ""), 16));
    }

    String system() {
        var zone = hardware.generation().hasListAddresses()
                ? "\toption timezone 'GMT0'\n\toption zonename 'UTC'\n"
                : "\toption timezone 'UTC'\n";
        return """

                config system
                \toption hostname 'OpenWrt'
                %s\toption ttylogin '0'
                \toption log_size '%s'
                \toption urandom_seed '0'

                config timeserver 'ntp'
                \toption enabled '1'
                \toption enable_server '0'
                \tlist server '0.openwrt.pool.ntp.org'
                \tlist server '1.openwrt.pool.ntp.org'
                \tlist server '2.openwrt.pool.ntp.org'
                \tlist server '3.openwrt.pool.ntp.org'

                """.formatted(zone, hardware.generation() == Generation.V23_05 ? "64" : "128");
    }

    String boardJson() {
        return """
                {
                \t"model": {
                \t\t"id": "%s",
                \t\t"name": "%s"
                \t},
                %s\t"system": {
                \t\t"label_macaddr": "%s"
                \t}
                }
                """.formatted(board().id(), board().model(), board().hasSwitch() ? SWITCH : ports(), hardware.mac());
    }

    private String ports() {
        var lan = board().lanPorts().size() == 1
                ? "\"device\": \"" + board().lanPorts().getFirst() + "\""
                : "\"ports\": [\n"
                        + board().lanPorts().stream()
                                .map(port -> "\t\t\t\t\"" + port + "\"")
                                .collect(Collectors.joining(",\n"))
                        + "\n\t\t\t]";
        return """
                \t"network": {
                \t\t"lan": {
                \t\t\t%s,
                \t\t\t"protocol": "static"
                \t\t},
                \t\t"wan": {
                \t\t\t"device": "%s",
                \t\t\t"protocol": "dhcp"
                \t\t}
                \t},
                """.formatted(lan, board().wanPort().orElse(""));
    }

    private static final String SWITCH = """
            \t"switch": {
            \t\t"switch0": {
            \t\t\t"enable": true,
            \t\t\t"reset": true,
            \t\t\t"ports": [
            \t\t\t\t{
            \t\t\t\t\t"num": 0,
            \t\t\t\t\t"role": "lan"
            \t\t\t\t},
            \t\t\t\t{
            \t\t\t\t\t"num": 6,
            \t\t\t\t\t"device": "eth0",
            \t\t\t\t\t"need_tag": false,
            \t\t\t\t\t"want_untag": false
            \t\t\t\t}
            \t\t\t],
            \t\t\t"roles": [
            \t\t\t\t{
            \t\t\t\t\t"role": "lan",
            \t\t\t\t\t"ports": "0 6t",
            \t\t\t\t\t"device": "eth0.1"
            \t\t\t\t}
            \t\t\t]
            \t\t}
            \t},
            \t"network": {
            \t\t"lan": {
            \t\t\t"device": "eth0.1",
            \t\t\t"protocol": "static"
            \t\t}
            \t},
            """;
}
