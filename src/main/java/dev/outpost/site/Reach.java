package dev.outpost.site;

import dev.outpost.net.Ipv4;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a router's or server's SSH answers.
 *
 * @param host IPv4 address, name, or IPv6 address without brackets, a link-local one with {@code %INTERFACE}
 * @param port 1 to 65535
 */
public record Reach(String host, int port) {
    private static final int SSH = 22;
    private static final Pattern BRACKETS =
            Pattern.compile("\\[([0-9a-fA-F:.]+(?:%[A-Za-z0-9_.-]{1,15})?)](?::([0-9]{1,5}))?");
    private static final Pattern PLAIN = Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))(?::([0-9]{1,5}))?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    public Reach {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /** The form that messages ask for. */
    public static final String EXPECTED = "HOST, HOST:PORT, [fe80::...%INTERFACE] or [IPV6]:PORT";

    /** {@code HOST}, {@code HOST:PORT}, {@code [fe80::1%eth0]} or {@code [fe80::1%eth0]:PORT}; empty if it is none of them. */
    public static Optional<Reach> parse(String text) {
        var brackets = BRACKETS.matcher(text);
        if (brackets.matches() && isIpv6(brackets.group(1))) {
            return of(brackets.group(1), Optional.ofNullable(brackets.group(2)));
        }
        var plain = PLAIN.matcher(text);
        return plain.matches() && isHost(plain.group(1))
                ? of(plain.group(1), Optional.ofNullable(plain.group(2)))
                : Optional.empty();
    }

    private static Optional<Reach> of(String host, Optional<String> port) {
        var number = port.map(Integer::parseInt).orElse(SSH);
        return number < 1 || number > 65_535 ? Optional.empty() : Optional.of(new Reach(host, number));
    }

    /** A link-local address means nothing without the interface that it is behind. */
    private static boolean isIpv6(String text) {
        var scoped = text.contains("%");
        try {
            var address = InetAddress.ofLiteral(text.replaceFirst("%.*", ""));
            return address instanceof Inet6Address && (scoped || !address.isLinkLocalAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHost(String host) {
        if (NUMBERS.matcher(host).matches()) {
            return Ipv4.parse(host).isPresent();
        }
        return !host.contains("..") && !host.endsWith("-") && !host.endsWith(".");
    }

    @Override
    public String toString() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return port == SSH ? name : name + ":" + port;
    }
}
