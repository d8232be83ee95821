package dev.outpost.cli;

import java.util.Optional;

/**
 * What {@code init} writes: the answers, and everything else as comments with its default.
 *
 * @param relay host of the server, if there is one yet
 */
record SiteTemplate(String site, String reach, String camera, Optional<String> relay, String viewer) {
    String siteFile(String relayName) {
        return """
                # One site: a router with its cameras. What is not said here has its default.
                site: %s
                router:
                  %s# where it answers now: HOST, HOST:PORT, [fe80::...%%eth0]
                  # lan: 192.168.37.1/24            # where its LAN shall be; absent: stays
                  # password: generate              # or env:NAME, file:PATH, prompt
                  # authorized-keys: [~/.ssh/id_rsa.pub]
                # modem:
                #   uplink: auto                    # or qmi, mbim, ncm, directip, ecm, rndis, ppp
                #   apn: auto                       # found from the SIM
                #   pin: env:SIM_PIN                # or file:PATH
                #   pin-lock: keep                  # the router enters it at each start; remove: the SIM's lock is taken off
                access:
                %s
                  # way-in: auto                    # or direct, ddns, wireguard, later
                  # address-sold-as: unknown        # static, dynamic: what the operator sold
                %s# each gets its own WireGuard peer and QR code
                # admins: [bench]                   # may reach the router's SSH through the tunnel
                cameras:
                  - name: camera-1
                    %s# as seen from the router
                    # username: viewer
                    # password: env:CAMERA_PASSWORD
                    # power: {class: 3, source: tl-poe150s, cable-m: 40}
                    # services: [{name: rtsp, port: 554}, {name: web, port: 80}]
                    # exposure: tunnel              # or public: {port: 8554, allow: [203.0.113.0/24], because: "..."}
                """.formatted(
                        site,
                        "%-34s".formatted("reach: " + quoted(reach)),
                        relayLine(relayName),
                        "%-36s".formatted("viewers: [" + viewer + "]"),
                        "%-32s".formatted("address: " + camera));
    }

    private String relayLine(String relayName) {
        var file = "# relays/" + relayName + ".yaml beside this file";
        return relay.isPresent()
                ? "  %-34s%s".formatted("relay: " + relayName, file)
                : "  %-34s%s; without one nobody can look from outside".formatted("# relay: " + relayName, file);
    }

    String relayFile() {
        return """
                # The server with the public address: a bare Debian is enough.
                host: %s
                user: root
                # key: ~/.ssh/id_ed25519            # or password: env:NAME
                # host-key: SHA256:...              # shown at first sight; then written here, or --accept-relay-key
                # public-address: 203.0.113.10      # what routers and viewers dial, if it is not the host above
                # tunnel: 10.77.0.0/16
                # listen: 51820
                """.formatted(quoted(relay.orElse("")));
    }

    /** In YAML a bracket or a blank would mean something else. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9.:-]+")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
