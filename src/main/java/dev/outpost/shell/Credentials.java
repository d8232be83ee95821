package dev.outpost.shell;

import java.util.List;
import java.util.Optional;

/**
 * What may be tried, in this order: nothing at all, keys, a password.
 *
 * @param none whether the method {@code none} is tried first: a router without a password answers to nothing else
 * @param password offered only to a host whose key is pinned or was consented to
 * @param bySudo whether what runs there runs as root by {@code sudo -n}, where the host lets this user
 */
public record Credentials(String user, boolean none, List<Identity> keys, Optional<Secret> password, boolean bySudo) {
    public Credentials {
        keys = List.copyOf(keys);
    }

    /** What runs there runs as that user. */
    public Credentials(String user, boolean none, List<Identity> keys, Optional<Secret> password) {
        this(user, none, keys, password, false);
    }

    /** Keys and nothing else: what a test of a key needs. */
    public static Credentials keyOnly(String user, Identity key) {
        return new Credentials(user, false, List.of(key), Optional.empty());
    }
}
