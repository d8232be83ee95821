package dev.outpost.bench.router;

/** What a board writes at its first boot: network, as config_generate does (facts/openwrt.md#first-boot). */
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
}
