package dev.outpost.survey;

import dev.outpost.contact.FirstContact;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.laptop.DefaultRoute;
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
        return look.fromHere(
                DefaultRoute.ip4(here.laptop()).stream().findFirst().map(DefaultRoute::gateway));
    }

    public AddressReport on(Reach router) throws IOException {
        try (var link = new FirstContact(here).open(router)) {
            var facts = Look.at(link);
            return look.from(new LinkVantage(link, "the router " + router), line(facts));
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
                .map(wan -> "what is behind " + wan.device() + " (a HiLink stick, a CPE or a hotspot)");
    }
}
