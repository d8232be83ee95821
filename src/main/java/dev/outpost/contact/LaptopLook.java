package dev.outpost.contact;

import dev.outpost.laptop.Ip4Routes;
import dev.outpost.laptop.Ip4Routes.Row;
import dev.outpost.net.Ipv4;
import dev.outpost.site.Reach;
import dev.outpost.step.Narrator;
import java.nio.file.Path;
import java.util.Optional;

/** Says which interface of the laptop leads to the router, to the relay and to the package feeds. */
public final class LaptopLook {
    /** An address that stands for everything outside (RFC 5737). */
    private static final Ipv4 OUTSIDE = Ipv4.of("192.0.2.1");

    private final Path root;
    private final Narrator narrator;

    public LaptopLook(Path root, Narrator narrator) {
        this.root = root;
        this.narrator = narrator;
    }

    /** Nothing is said of a router behind a loopback address: that is somebody's forwarded port. */
    public void tell(Reach router, Optional<Reach> relay) {
        if (isLoopback(router.host())) {
            return;
        }
        var routes = Ip4Routes.in(root);
        toRouter(router, routes).ifPresent(way -> narrator.saw("this laptop reaches the router by " + way[0], way[1]));
        var feeds = routes.to(OUTSIDE);
        var server = relay.filter(reach -> !isLoopback(reach.host()))
                .flatMap(reach -> routes.to(Ipv4.parse(reach.host()).orElse(OUTSIDE)));
        if (server.isPresent() && server.equals(feeds)) {
            narrator.saw("the relay and the package feeds by " + server.get().device(), words(server.get()));
            return;
        }
        server.ifPresent(row -> narrator.saw("the relay by " + row.device(), words(row)));
        feeds.ifPresent(row -> narrator.saw("the package feeds by " + row.device(), words(row)));
    }

    private static Optional<String[]> toRouter(Reach router, Ip4Routes routes) {
        var scope = router.host().indexOf('%');
        if (scope > 0) {
            return Optional.of(new String[] {router.host().substring(scope + 1), "IPv6 link-local: the cable alone"});
        }
        return Ipv4.parse(router.host()).flatMap(routes::to).map(row -> new String[] {row.device(), words(row)});
    }

    private static String words(Row row) {
        return row.gateway()
                .map(gateway -> (row.to().prefix() == 0 ? "default route" : "route to " + row.to()) + " via " + gateway)
                .orElseGet(() -> "its own network " + row.to());
    }

    static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
    }
}
