package dev.outpost.proof;

import dev.outpost.ledger.Peer;
import dev.outpost.relay.RelayFacts;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the relay lets the site's viewers through to its cameras, by its own record. */
record MayView(PathSeen seen) {

    Hop hop() {
        if (seen.relayFacts().isEmpty()) {
            return HopName.MAY_VIEW.unknown("the relay could not be asked");
        }
        var missing = missing(seen.relayFacts().get());
        return missing.isEmpty()
                ? HopName.MAY_VIEW.ok("the relay carries camera "
                        + String.join(", ", seen.tunnel().onLan().keySet()) + " for "
                        + seen.tunnel().given().peers().stream().map(Peer::name).collect(Collectors.joining(", ")))
                : HopName.MAY_VIEW.broken(ProblemCode.WAY_NOT_CARRIED.problem(
                        "the relay lets nobody through to this site: it does not know " + String.join(", ", missing),
                        "its record of the site is gone, or older than the site file",
                        "run: outpost apply " + seen.site().file()));
    }

    private List<String> missing(RelayFacts relay) {
        var carried = relay.site(seen.site().name());
        if (carried.isEmpty()) {
            return List.of("site " + seen.site().name());
        }
        var cameras = seen.tunnel().onLan().keySet().stream()
                .filter(name -> carried.get().cameras().stream()
                        .noneMatch(camera -> camera.name().equals(name)))
                .map(name -> "camera " + name);
        var guests = seen.tunnel().given().peers().stream()
                .filter(peer -> carried.get().guests().stream()
                        .noneMatch(guest -> guest.name().equals(peer.name())))
                .map(peer -> "viewer " + peer.name());
        return Stream.concat(cameras, guests).toList();
    }
}
