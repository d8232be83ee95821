package dev.outpost.reach;

import dev.outpost.ledger.Peer;
import dev.outpost.shell.Secret;

/**
 * What a viewer's device is given: wg-quick's format, which every WireGuard program imports.
 *
 * @param relayKey the relay's public key
 */
public record ViewerConf(TunnelPlan tunnel, Peer peer, Secret privateKey, String relayKey) {

    /**
     * The file's text. A secret: it holds the device's private key. Only the site goes through the
     * tunnel, never the rest; a viewer calls first, so it needs no keepalive, which would cost a phone its battery.
     */
    public Secret text() {
        return Secret.of("""
                # Outpost: %s looks at %s
                [Interface]
                PrivateKey = %s
                Address = %s/32

                [Peer]
                PublicKey = %s
                AllowedIPs = %s
                Endpoint = %s
                """.formatted(
                        peer.name(),
                        tunnel.site(),
                        privateKey.reveal(),
                        peer.address(),
                        relayKey,
                        tunnel.block(),
                        tunnel.endpoint()));
    }
}
