package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import java.util.Optional;

/**
 * A router whose changes stay.
 *
 * @param connection the new one, over which it was confirmed
 * @param publicKey of its end of the tunnel, where the run saw it
 */
public record RouterKept(RouterConnection connection, Optional<String> publicKey, WanResult wan) {}
