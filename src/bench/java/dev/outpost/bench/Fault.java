package dev.outpost.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be broken on the bench, or be otherwise than usual. Each is a state that lasts until it is taken away. */
public enum Fault {
    NO_SIGNAL("the place has no coverage: the modem searches and never registers"),
    PIN_LOCKED("the SIM asks for a PIN and has two tries left; the site file names none"),
    FLASH_FULL("something has filled the router's flash: 60 KiB are left"),
    WRONG_APN("the SIM was sold for another access point; the operator refuses the public one"),
    DONGLE_WITHOUT_LINK("the dongle's network device has no link: nobody is there to ask for an address"),
    RELAY_UNREACHABLE("the server is off: neither SSH nor WireGuard answers"),
    CAMERA_WITHOUT_GATEWAY("the camera has no default gateway: it answers only its own network"),
    CAMERA_FIRMWARE_OLD("the camera's firmware is of February 2019; it is attacked on the internet"),
    CAMERA_INACTIVE(
            "the camera is fresh from its box, its firmware before 5.7: no password, no stream, a clock of 1970"),
    CAMERA_INACTIVE_V3("the same with firmware of 5.7 or later, which takes its first password in another form"),
    CAMERA_ONVIF_OFF("the camera's ONVIF is switched off: only SADP finds it"),
    CAMERA_LOCKS_AFTER_FIVE("the camera locks its address out after five wrong passwords, not seven"),
    CAMERA_CLOCK_WRONG("the camera's clock says 1970"),
    CAMERA_IN_OTHER_SUBNET("the camera stands at 192.168.8.64, where the site's LAN is not"),
    CAMERA_H265("the camera's stream is H.265"),
    CAMERA_ONE_CONNECTION("the camera plays for one viewer at a time, and refuses the second"),
    CAMERA_NARROW("packets of full size are lost on the way from the camera: short answers come, pictures do not"),
    DEFAULT_ROUTE_STOLEN("the laptop's default route leads into the router, so the laptop cannot reach the server"),
    LINK_LOST_DURING_APPLY("the laptop's cable drops when the router restarts its network, for 240 of its seconds"),
    LAPTOP_KEEPS_ADDRESS("when the router's LAN moves, the laptop never asks for an address in the new one"),
    ROUTER_OFF("the router has no power"),
    DONGLE_UNPLUGGED("the dongle is out of the router's socket"),
    SIM_OUT("the SIM is out of its dongle"),
    SIM_DENIED("the network refuses the SIM: it is not activated, or its contract has ended"),
    CLOCK_BEHIND("the router's clock stands in 1970", "date -s @1000", "date -s @$(cat /tmp/right)"),
    UDP_BLOCKED("the operator carries no UDP to the server, nor viewers' calls to the router, for an hour already"),
    NAMES_LOST(
            "the router calls its relay by a name that no name server knows",
            calls("vps1.nowhere.example"),
            calls("203.0.113.10")),
    PORT_SHUT(
            "the router's firewall lets no viewer in from wan, for an hour already",
            port("set firewall.outpost_wan.enabled=0"),
            port("delete firewall.outpost_wan.enabled")),
    NAME_ASTRAY("the name that viewers dial leads to an address of yesterday"),
    TUNNEL_DOWN("somebody took the router's end of the tunnel down", "ifdown outpost", "ifup outpost"),
    VIEWERS_SHUT_OUT(
            "somebody took the viewers from the server's records",
            load("cp -r sites kept && sed -i '/^v/d' sites/*"),
            load("cp kept/* sites && rm -r kept")),
    ROUTER_DEAF("the router's firewall lets nobody in from its tunnel", ssh("DROP"), ssh("ACCEPT")),
    REDIRECT_ASTRAY("the router leads the camera's address elsewhere", leads("65"), leads("64")),
    CAMERA_OFF("the camera has no power"),
    RTSP_OFF("somebody switched the camera's stream off"),
    CAMERA_PASSWORD_CHANGED("somebody gave the camera another password"),
    VIEWER_OFF("the viewer's own tunnel is switched off"),
    PUBLIC_ADDRESS("the operator gives the SIM a public address of its own, from its next session on"),
    ADDRESS_MOVES("the operator ends the session and gives the SIM another public address"),
    TRANSLATED_ADDRESS("the operator's address looks public and is translated, from the next session on"),
    IPV6_ONLY("the operator carries IPv6 alone, IPv4 by 464XLAT, from the next session on"),
    OBSERVERS_DISAGREE("the operator's pool shows another address to each who is called"),
    CPE_ROUTER("a separate modem on the wan port is a router itself"),
    CPE_BRIDGE("a separate modem on the wan port hands the operator's address to who asks first"),
    CPE_LEASE_TAKEN("such a modem gave its one lease to something else"),
    HOTSPOT("a telephone shares its line: network hotspot, password hotspot-s3cret");

    private final String says;
    private final String types;
    private final String undoes;

    Fault(String says) {
        this(says, "", "");
    }

    Fault(String says, String types, String undoes) {
        this.says = says;
        this.types = types;
        this.undoes = undoes;
    }

    private static String load(String before) {
        return "cd /etc/outpost && " + before + " && sh relay.sh load 0 $(ls sites)";
    }

    private static String calls(String relay) {
        return "uci set network.outpost_relay.endpoint_host=" + relay
                + "; uci commit network; ifdown outpost; ifup outpost";
    }

    private static String port(String edit) {
        return "uci " + edit + "; uci commit firewall; fw4 -q reload";
    }

    private static String ssh(String target) {
        return "uci set firewall.outpost_ssh.target=" + target + "; uci commit firewall; fw4 -q reload";
    }

    private static String leads(String host) {
        return "uci set firewall.outpost_cam_yard.dest_ip=192.168.1." + host + "; uci commit firewall; fw4 -q reload";
    }

    /** What somebody types at each router for it, or to take it away; empty where it is no matter of a router's. */
    String typed(boolean on) {
        return on ? types : undoes;
    }

    /** The word on the command line and in the control port's addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String says() {
        return says;
    }

    public static Optional<Fault> named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
