package dev.outpost.router;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.uci.UciSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The networks that a router reaches by itself: those of its interfaces, as they are configured or leased, and of its static routes. */
public final class OwnNetworks {
    /** Of an address that netifd names without its prefix. */
    private static final int USUAL = 24;

    private OwnNetworks() {}

    /** As the look saw them; a default route is none. */
    public static List<Cidr> of(RouterFacts router) {
        var configured = router.uci("network").sections().stream().flatMap(section -> switch (section.type()) {
            case "interface" -> networks(section, "ipaddr");
            case "route" -> networks(section, "target");
            default -> Stream.<Cidr>empty();
        });
        var leased = router.interfaces().values().stream()
                .flatMap(each -> each.addresses().stream())
                .flatMap(address -> Ipv4.parse(address).stream())
                .map(address -> new Cidr(address, USUAL));
        return Stream.concat(configured, leased).filter(net -> net.prefix() > 0).toList();
    }

    private static Stream<Cidr> networks(UciSection section, String option) {
        var mask = section.value("netmask").map(text -> "/" + LanAddress.bits(text));
        return section.list(option).stream()
                .map(text -> text.contains("/") ? text : text + mask.orElse(""))
                .map(Cidr::parse)
                .flatMap(Optional::stream);
    }
}
