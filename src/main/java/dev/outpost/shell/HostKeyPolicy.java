package dev.outpost.shell;

/** Which host key is taken. */
public sealed interface HostKeyPolicy {
    /** Whatever it shows; no password is offered to it. */
    record FirstSight() implements HostKeyPolicy {}

    /** Whatever it shows: a person agreed, so a password may be offered. */
    record Consented() implements HostKeyPolicy {}

    /**
     * This one only.
     *
     * @param fingerprint {@code SHA256:} and 43 characters
     */
    record Pinned(String fingerprint) implements HostKeyPolicy {}
}
