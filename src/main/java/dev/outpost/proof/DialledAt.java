package dev.outpost.proof;

import dev.outpost.reach.DomainCheck;
import dev.outpost.reach.WayIn;
import dev.outpost.router.StickFacts;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether viewers find a router that is their own end: its address, and the name that follows it. */
record DialledAt(PathSeen seen) {
    /** A clock further behind than this was not set since the router started. */
    private static final Duration BEHIND = Duration.ofHours(12);

    /** One that the internet does not reach, or that is not the one on the viewers' pages. */
    Hop address(Hop hop) {
        var has = seen.router().flatMap(RouterPath::called);
        if (hop.isBroken() || has.isEmpty()) {
            return hop;
        }
        var hidden = WayIn.refusal(seen.site(), has);
        if (hidden.isPresent()) {
            return HopName.ADDRESS.broken(hidden.get());
        }
        var dialled = seen.tunnel().relay().publicAddress();
        return seen.tunnel().domain().isPresent() || dialled.isEmpty() || dialled.equals(has.get())
                ? hop
                : HopName.ADDRESS.broken(ProblemCode.WAY_NEEDS_NAME.problem(
                        "the viewers' pages call " + dialled + ", and the router has " + has.get() + " now",
                        "the operator gave it another address",
                        "run: outpost apply " + seen.site().file()
                                + " and hand out the new pages; a name follows by itself: access.ddns"));
    }

    /** A stick that is a router itself has to lead calls from outside to this one; empty where the site file asks for no such thing. */
    Optional<Hop> stick() {
        return seen.site()
                .modem()
                .hilink()
                .filter(Hilink.DMZ::equals)
                .map(_ -> seen.router()
                        .flatMap(RouterPath::stick)
                        .map(this::stick)
                        .orElseGet(() -> HopName.STICK.unknown("the stick could not be asked")));
    }

    private Hop stick(StickFacts stick) {
        if (stick.does(Hilink.DMZ)) {
            return HopName.STICK.ok("the stick at " + stick.host() + " leads calls from outside to the router");
        }
        return stick.dmz().isEmpty() && stick.trouble().isPresent()
                ? HopName.STICK.unknown(stick.trouble().get())
                : HopName.STICK.broken(ProblemCode.WAY_STICK_SHUT.problem(
                        "the stick at " + stick.host()
                                + stick.dmz()
                                        .map(to -> " leads calls from outside to " + to + ", which is not the router")
                                        .orElse(" leads no call from outside to the router: its DMZ is off"),
                        "it was reset or replaced, or somebody changed its settings",
                        "run: outpost apply " + seen.site().file()));
    }

    /** A provider is called over HTTPS, and no certificate is valid yet in 1970. */
    Hop clock() {
        var clock = seen.router().flatMap(at -> at.tunnel().clock());
        if (clock.isEmpty()) {
            return HopName.CLOCK.unknown("the router could not be asked");
        }
        var says = "it says " + clock.get();
        return seen.tunnel().domain().isPresent()
                        && clock.get().isBefore(seen.now().minus(BEHIND))
                ? HopName.CLOCK.broken(ProblemCode.WAY_CLOCK_BEHIND.problem(
                        "the router's clock says " + clock.get() + ", which is long past",
                        "no certificate is valid yet then, so the name's provider is not told of the address",
                        "on the router: date -s @" + seen.now().getEpochSecond() + ", then run the same command again"))
                : HopName.CLOCK.ok(says);
    }

    /** @param isBroken whether the way before it is */
    Hop name(boolean isBroken) {
        var name = seen.tunnel().domain();
        var has = seen.router().flatMap(RouterPath::called);
        if (has.isEmpty()) {
            return HopName.NAME.unknown("the router's own address is not known");
        }
        if (name.isEmpty()) {
            return HopName.NAME.ok("not needed: viewers call the router by its number");
        }
        if (isBroken || seen.name().isEmpty()) {
            return HopName.NAME.unknown(
                    isBroken ? "it follows once the way before it is well" : "no name server answers this computer");
        }
        var answer = seen.name().get();
        return answer.ipv4().equals(List.of(has.get()))
                ? HopName.NAME.ok(name.get() + " leads to " + has.get() + ", as " + answer.speaker() + " says")
                : HopName.NAME.broken(DomainCheck.elsewhere(name.get(), has.get(), answer));
    }
}
