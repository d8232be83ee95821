package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import dev.outpost.uci.UciSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The router's LAN is where it shall be, and what it hands out lies inside.
 *
 * <p>Address and netmask are two options on 23.05 and 24.10; 25.12 has a list of addresses that carry their prefix, where a bare
 * address would make a /32 (facts/behaviours.md#11). What stands there now decides which of the two is written.
 *
 * @param address the router's own
 * @param prefix length of the network part, 8 to 29
 * @param fixed addresses that somebody on the LAN has for good, such as cameras
 */
public record MoveLan(String address, int prefix, List<String> fixed) implements Step<RouterFacts> {
    public MoveLan {
        fixed = List.copyOf(fixed);
    }

    @Override
    public String title() {
        return "the router's LAN is " + address + "/" + prefix;
    }

    @Override
    public Finding check(RouterFacts router) {
        var now = LanAddress.of(router);
        var section = router.uci("network").section("lan");
        if (now.isEmpty() || section.isEmpty()) {
            return Finding.blocked(ProblemCode.LAN_NONE.problem(
                    "the router has no network.lan with an IPv4 address",
                    "somebody set it up in another way; its LAN cannot be moved",
                    "take router.lan out of the site file, or reset the router (hold reset for 10 s)"));
        }
        var sections = Stream.concat(lan(router, section.get(), now.get()).stream(), pool(router).stream())
                .toList();
        return sections.isEmpty()
                ? Finding.satisfied(title())
                : new Finding.Needed(List.of(new LanMoves(now.get().toString(), address + "/" + prefix, sections)));
    }

    private Optional<SectionChange> lan(RouterFacts router, UciSection section, LanAddress now) {
        if (now.address().equals(address) && now.prefix() == prefix) {
            return Optional.empty();
        }
        var wanted = Sections.section("lan", "interface");
        if (now.isList()) {
            var addresses = new ArrayList<String>();
            addresses.add(address + "/" + prefix);
            section.list("ipaddr").stream().skip(1).filter(MoveLan::isAddress).forEach(addresses::add);
            wanted.list("ipaddr", addresses);
        } else {
            wanted.option("ipaddr", address).option("netmask", LanAddress.mask(prefix));
        }
        return SectionChange.missing(router, "network", wanted.besides(section, "ipaddr", "netmask"));
    }

    /** What is none, netifd passes by. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9.]{7,15}(/[0-9]{1,2})?");
    }

    private Optional<SectionChange> pool(RouterFacts router) {
        var taken = Stream.concat(Stream.of(address), fixed.stream())
                .map(each -> LanAddress.hostNumber(each, prefix))
                .toList();
        var section = router.uci("dhcp").section("lan");
        return DhcpPool.of(router).filter(now -> !now.fits(prefix)).flatMap(now -> {
            var pool = DhcpPool.in(prefix, taken);
            var wanted = Sections.section("lan", "dhcp")
                    .option("start", Integer.toString(pool.start()))
                    .option("limit", Integer.toString(pool.limit()));
            return SectionChange.missing(router, "dhcp", wanted.besides(section.orElseThrow(), "start", "limit"));
        });
    }
}
