package dev.outpost.uplink;

/** Whether two names are the same node: a link by-id, a pseudo terminal behind a link. */
@FunctionalInterface
public interface NodeMatch {
    boolean same(String one, String other);
}
