package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.LineLease;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The router during one run for a site: its guarded run, and the address that wan has after it. */
public final class RouterSide {
    private final Connections connections;
    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final PinEntry sim;
    private final PackageDelivery delivery;
    private final Supplier<Secret> password;

    /** @param password of root, asked for when it is set */
    public RouterSide(
            Connections connections,
            RouterConnector connector,
            Narrator narrator,
            Journal journal,
            PinEntry sim,
            PackageDelivery delivery,
            Supplier<Secret> password) {
        this.connections = connections;
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.sim = sim;
        this.delivery = delivery;
        this.password = password;
    }

    /**
     * Makes what the router lacks; the connection that stands is the new one then.
     *
     * @throws ProblemException where nothing was kept
     */
    public RouterKept make(RouterPlan plan, RouterFacts seen) throws IOException {
        var changes = plan.missing(seen);
        if (changes.isEmpty()) {
            return new RouterKept(connections.router(), seen.wireguardKey(), new WanResult.NotAwaited());
        }
        narrator.chapter("router");
        var modem = new ModemTalk(narrator, sim);
        var kept = new RouterRun(
                        connections.router(), connector, narrator, journal, modem, delivery, plan, seen, password)
                .run(changes)
                .orThrow();
        connections.router(kept.connection());
        return new RouterKept(kept.connection(), kept.publicKey().or(seen::wireguardKey), kept.wan());
    }

    /**
     * The address that wan has; where nobody waited for one in the run, it is waited for now.
     *
     * @throws ProblemException why it has none
     */
    public String address(WanResult wan, RouterPlan plan, RouterFacts seen, boolean isAsItWas) throws IOException {
        narrator.chapter("wan");
        var address = found(wan, plan, seen, isAsItWas);
        new LineLease(plan.site(), narrator).told(address, seen);
        return address;
    }

    private String found(WanResult wan, RouterPlan plan, RouterFacts seen, boolean isAsItWas) throws IOException {
        return switch (wan) {
            case WanResult.Up(var address) -> told(address);
            case WanResult.Postponed(var problem) -> throw new ProblemException(problem);
            case WanResult.Failed(var problem) -> throw new ProblemException(problem);
            case WanResult.NotAwaited() -> standing(plan, seen, isAsItWas);
        };
    }

    private String told(String address) {
        narrator.done("wan has the address " + address);
        return address;
    }

    /** Nothing was changed on the router, or its LAN moved first: wan is looked at as it is. */
    private String standing(RouterPlan plan, RouterFacts seen, boolean isAsItWas) throws IOException {
        var known = isAsItWas ? seen.wanAddress() : Optional.<String>empty();
        if (known.isPresent()) {
            return known.get();
        }
        var link = connections.router().link();
        var modem = plan.modem();
        if (isAsItWas) {
            sim.looksAt(seen);
            sim.enterAgain(link, modem.map(m -> m.ttys(seen)).orElse(List.of()), modem)
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
        }
        var node = modem.flatMap(m -> m.node(seen));
        var looked = new WanCheck(narrator, modem, node, plan.apn(seen), plan.otherApns())
                .await(link, seen, Optional.empty());
        return told(looked.address()
                .orElseThrow(() ->
                        new ProblemException(looked.failure().orElseThrow().problem())));
    }
}
