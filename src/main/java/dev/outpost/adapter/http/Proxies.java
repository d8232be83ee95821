package dev.outpost.adapter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proxies from the environment, in small letters or capitals, as curl and apt read it. */
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(address.getHost());
        if (isLoopback(host) || isExcepted(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return word(scheme + "_proxy")
                .or(() -> word("all_proxy"))
                .flatMap(Proxies::proxy)
                .map(List::of)
                .orElse(List.of(Proxy.NO_PROXY));
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private boolean isExcepted(String host) {
        return Arrays.stream(word("no_proxy").orElse("").split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .anyMatch(word -> word.equals("*")
                        || host.equals(word)
                        || host.endsWith(word.startsWith(".") ? word : "." + word));
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(text -> !text.isBlank());
    }

    private static Optional<Proxy> proxy(String text) {
        try {
            var address = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.ofNullable(address.getHost())
                    .map(host -> new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(host, address.getPort() < 0 ? 8080 : address.getPort())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        // told where the file was asked for
    }
}
