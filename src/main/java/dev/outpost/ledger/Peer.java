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
    /** Whether both are the same device: address and role, and the key where both know one. */
    boolean isSameAs(Peer other) {
        return address.equals(other.address)
                && role == other.role
                && (publicKey.isEmpty() || other.publicKey.isEmpty() || publicKey.equals(other.publicKey));
    }

    /** What it may reach: cameras; routers' SSH too; cameras, for the proof alone. */
    public enum Role {
        VIEWER,
        ADMIN,
        VERIFIER
    }
}
