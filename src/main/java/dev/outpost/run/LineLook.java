package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.net.Ipv4;
import dev.outpost.plan.RouterPlan;
import dev.outpost.reach.AddressLook;
import dev.outpost.reach.AddressReport;
import dev.outpost.reach.Line;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.OpenStick;
import dev.outpost.reach.Reachability;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.StickFacts;
import dev.outpost.run.RouterKept.WanResult;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * Who can call the line, from three observations: the interface's own address, where the relay heard the router, and whom the site file names. Where
 * it asks for a stick to be opened, the stick's own address is held against the same.
 */
public final class LineLook {
    private final Site site;
    private final Connections connections;
    private final RouterSide router;
    private final RecordingNarrator narrator;
    private final WanAddress wan;

    public LineLook(Site site, Connections connections, RouterSide router, PinEntry sim, RecordingNarrator narrator) {
        this.site = site;
        this.connections = connections;
        this.router = router;
        this.narrator = narrator;
        this.wan = new WanAddress(connections, sim, narrator);
    }

    /**
     * The address that wan has; where nobody waited for one in the run, it is waited for now.
     *
     * @throws ProblemException why it has none
     */
    public String address(WanResult seen, RouterPlan plan, RouterFacts router, boolean isAsItWas) throws IOException {
        return wan.of(seen, plan, router, isAsItWas);
    }

    /**
     * Looks; a stick that was opened once and is asked for no more is shut.
     *
     * @param line the interface's own address, and where the relay heard it
     */
    public Reachability of(String address, Line line, RouterPlan plan, RouterFacts seen) throws IOException {
        var report = new AddressLook(site.access().observers())
                .told(
                        LinkVantage.ofRouter(connections.routerLink()),
                        line.soldAs(site.access().addressSoldAs()).behind(plan.box()),
                        narrator);
        var stick = plan.stick();
        var reach = stick.wish().isPresent() ? ofStick(stick, report, seen) : Optional.<Reachability>empty();
        var besides = reach.isPresent() ? stick.besides(seen) : stick.shuts(seen);
        if (!besides.isEmpty()) {
            narrator.doing("telling the stick before wan what to do with calls from outside");
            router.makeFew(besides, seen);
        }
        var found =
                reach.filter(_ -> stick.wish().equals(Optional.of(Hilink.DMZ))).orElseGet(report::reach);
        narrator.fact("wanAddress", address);
        narrator.fact("reachability", found.word());
        return found;
    }

    /** The class that the stick's own address gives the line; empty where it cannot be opened, which is said. */
    private Optional<Reachability> ofStick(OpenStick wanted, AddressReport report, RouterFacts seen)
            throws IOException {
        var stick = seen.stick().isPresent() ? seen.stick() : StickFacts.at(connections.routerLink());
        var own = stick.flatMap(StickFacts::address);
        own.ifPresent(address -> narrator.saw("the stick before wan has " + address, "its own web server"));
        var reach =
                own.map((Ipv4 address) -> Reachability.classify(report.line().ofStick(address)));
        var hindrance = wanted.hindrance(stick).or(() -> reach.flatMap(wanted::hindrance));
        hindrance
                .filter(_ -> wanted.hindrance(seen.stick()).isEmpty()) // the plan told it else
                .ifPresent(narrator::warned);
        return reach.filter(_ -> hindrance.isEmpty());
    }
}
