package dev.outpost.survey;

import dev.outpost.contact.FirstContact;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.OwnGateway;
import dev.outpost.laptop.DefaultRoute;
import dev.outpost.laptop.Ip4Routes;
import dev.outpost.net.Ipv4;
import dev.outpost.net.Observer;
import dev.outpost.reach.AddressLook;
import dev.outpost.reach.AddressReport;
import dev.outpost.reach.Line;
import dev.outpost.reach.LinkVantage;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.LinkException;
import dev.outpost.site.Reach;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which class of address a line has, without a site: from this computer, or from an OpenWrt router over SSH. Changes nothing. */
public final class AddressDoctor {
    private final LocalNetwork here;
    private final AddressLook look;

    /** @param observers whom the user allows to be asked */
    public AddressDoctor(LocalNetwork here, List<Observer> observers) {
        this.here = here;
        this.look = new AddressLook(observers);
    }

    public AddressReport here() {
        var root = here.laptop();
        var isPointToPoint = Ip4Routes.in(root)
                .to(Ipv4.of(AddressLook.ANYWHERE))
                .filter(row -> row.gateway().isEmpty())
                .isPresent();
        var way = DefaultRoute.ip4(root).stream().findFirst();
        return look.fromHere(
                isPointToPoint || way.filter(route -> route.isDialled(root)).isPresent()
                        ? Optional.empty()
                        : Optional.of(way.map(route -> "the box at " + route.gateway())
                                .orElse("a router")));
    }

    public AddressReport on(Reach router) throws IOException {
        try (var link = new FirstContact(here).open(router)) {
            var facts = Look.at(link);
            var from = new LinkVantage(link, "the router " + router);
            return new OwnGateway(here.laptop()).isInUse(facts)
                    ? look.through(from, line(facts))
                    : look.from(from, line(facts));
        } catch (LinkException e) {
            throw new ProblemException(FirstContact.broken(e));
        }
    }

    private static Line line(RouterFacts router) {
        var wan = router.wanAddresses();
        return Line.of(wan.toArray(String[]::new)).behind(box(router));
    }

    /** What gave the address by DHCP; a modem that was dialled is the operator's own end. */
    private static Optional<String> box(RouterFacts router) {
        return Optional.ofNullable(router.interfaces().get("wan"))
                .filter(wan -> wan.proto().equals("dhcp") || wan.proto().equals("static"))
                .map(wan -> wan.gateway()
                        .map(gateway -> "the box at " + gateway)
                        .orElseGet(() -> "what is behind " + wan.device() + " (a HiLink stick, a CPE or a hotspot)"));
    }
}
