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
    final class Through implements Route {
        private final RemoteLink link;
        private final String name;
        private final String host;
        private final int port;

        /** @param name of the other link's far end, for messages */
        public Through(RemoteLink link, String name, String host, int port) {
            this.link = link;
            this.name = name;
            this.host = host;
            this.port = port;
        }

        public RemoteLink link() {
            return link;
        }

        @Override
        public String host() {
            return host;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public String toString() {
            return host + " through " + name;
        }
    }
}
