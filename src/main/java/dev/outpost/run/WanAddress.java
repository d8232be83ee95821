package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.RouterFacts;
import dev.outpost.run.RouterKept.WanResult;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.LineLease;
import dev.outpost.uplink.ModemPorts;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.util.Optional;

/** The address that the router's wan has once its run is over. */
final class WanAddress {
    private final Connections connections;
    private final PinEntry sim;
    private final Narrator narrator;

    WanAddress(Connections connections, PinEntry sim, Narrator narrator) {
        this.connections = connections;
        this.sim = sim;
        this.narrator = narrator;
    }

    /** As {@link LineLook#address} says. */
    String of(WanResult wan, RouterPlan plan, RouterFacts seen, boolean isAsItWas) throws IOException {
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
        var link = connections.routerLink();
        var modem = plan.modem();
        if (isAsItWas) {
            sim.looksAt(seen);
            ProblemException.ifAny(modem.flatMap(
                    m -> sim.enterAgain(ModemPorts.on(link, m.on(seen).ttys()), m)));
        }
        var node = modem.flatMap(m -> m.on(seen).node());
        var looked = new WanCheck(
                        narrator, modem, node, plan.wan().apn(seen), plan.wan().otherApns())
                .await(link, seen, Optional.empty());
        return told(looked.address()
                .orElseThrow(() ->
                        new ProblemException(looked.failure().orElseThrow().problem())));
    }
}
