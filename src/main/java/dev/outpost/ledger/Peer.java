package dev.outpost.ledger;

import dev.outpost.net.Ipv4;
import java.util.Optional;

/**
 * A device in the tunnel that is no router: a viewer's, an admin's, or the one that verifies.
 *
 * @param name unique within its site
 * @param publicKey WireGuard public key in base64; absent until it is born
 */
public record Peer(String name, Role role, Ipv4 address, Optional<String> publicKey) {
    /** What it may reach: cameras; routers' SSH too; cameras, for the proof alone. */
    public enum Role {
        VIEWER,
        ADMIN,
        VERIFIER
    }
}
