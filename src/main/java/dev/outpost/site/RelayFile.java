package dev.outpost.site;

import dev.outpost.net.Cidr;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server with the public address, as {@code relays/NAME.yaml} describes it.
 *
 * @param name the file's name without its ending
 * @param ssh where its SSH answers
 * @param key file with a private key to log in with; absent: the tool's own key
 * @param password absent when a key does it
 * @param hostKey {@code SHA256:...}; absent until somebody consented to it
 * @param publicAddress what routers and viewers dial: an IPv4 address or a name
 * @param domain a name of one's own for it, which viewers dial instead; absent: the public address
 * @param tunnel the network of the tunnel
 * @param listen WireGuard's UDP port
 */
public record RelayFile(
        String name,
        Reach ssh,
        String user,
        Optional<Path> key,
        Optional<SecretSource> password,
        Optional<String> hostKey,
        String publicAddress,
        Optional<String> domain,
        Cidr tunnel,
        int listen,
        Path file) {
    /** What the ledger calls the relay of a site that has none. */
    public static final String NONE = "direct";

    /** Its own address in its tunnel. */
    public String near() {
        return tunnel.network().address().plus(1).toString();
    }

    /** Whether the login is root's own; another user's becomes root by sudo. */
    public boolean isRoot() {
        return user.equals("root");
    }
}
