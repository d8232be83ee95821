package dev.outpost.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Somebody outside who may be asked what address they see. Each is named by the owner: whoever is asked learns the site's address. */
public sealed interface Observer {
    /** For messages. */
    String EXPECTED = "stun:HOST, stun:HOST:PORT or the URL of a page that shows the caller's address";

    /** RFC 8489 section 8.1. */
    int STUN_PORT = 3478;

    int LONGEST = 200;

    /** A STUN server. */
    record Stun(String host, int port) implements Observer {
        @Override
        public String name() {
            return "stun:" + (host.contains(":") ? "[" + host + "]" : host) + (port == STUN_PORT ? "" : ":" + port);
        }
    }

    /** A page over HTTP or HTTPS whose text is the caller's address. */
    record Page(URI url) implements Observer {
        @Override
        public String name() {
            return url.toString();
        }

        @Override
        public String host() {
            return url.getHost().replaceAll("[\\[\\]]", "");
        }

        @Override
        public int port() {
            return url.getPort() > 0 ? url.getPort() : isSecure() ? 443 : 80;
        }

        public boolean isSecure() {
            return url.getScheme().equalsIgnoreCase("https");
        }

        /** What is asked for: path and query. */
        public String target() {
            var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        }
    }

    /** As the owner wrote it. */
    String name();

    String host();

    int port();

    /** Reads one; no login in a URL, no blanks, 200 characters at most. */
    static Optional<Observer> parse(String word) {
        if (word.length() > LONGEST || !word.matches("[!-~]+")) {
            return Optional.empty();
        }
        return word.startsWith("stun:") ? stun(word.substring("stun:".length())) : page(word);
    }

    private static Optional<Observer> stun(String rest) {
        if (!rest.matches("(\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]|[A-Za-z0-9][A-Za-z0-9.-]*)(:[1-9][0-9]{0,4})?")) {
            return Optional.empty();
        }
        var end = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.contains(":") ? rest.indexOf(':') : rest.length();
        var host = rest.substring(0, end).replaceAll("[\\[\\]]", "");
        var port = end == rest.length() ? STUN_PORT : Integer.parseInt(rest.substring(end + 1));
        var isCutAddress = host.matches("[0-9.]+") && Ipv4.parse(host).isEmpty();
        return port > 65535 || isCutAddress ? Optional.empty() : Optional.of(new Stun(host, port));
    }

    private static Optional<Observer> page(String word) {
        try {
            var url = new URI(word);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            var isOne = (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65535
                    && url.getPort() != 0;
            return isOne ? Optional.of(new Page(url)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
