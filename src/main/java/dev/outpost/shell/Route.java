package dev.outpost.shell;

/** How to reach a host's SSH. */
public sealed interface Route {
    /** Host or address, IPv6 link-local with its scope: {@code fe80::1%eth0}. */
    String host();

    int port();

    /** Straight from here. */
    record Direct(String host, int port) implements Route {
        @Override
        public String toString() {
            return host + (port == 22 ? "" : ":" + port);
        }
    }

    /** From the far end of another link. */
    record Through(RemoteLink link, String name, String host, int port) implements Route {
        @Override
        public String toString() {
            return host + " through " + name;
        }
    }
}
