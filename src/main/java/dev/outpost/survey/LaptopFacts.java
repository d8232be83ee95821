package dev.outpost.survey;

import dev.outpost.laptop.Ip4Routes;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.Unit;
import dev.outpost.router.Bundle;
import dev.outpost.router.FirstSteps;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this computer has for a site.
 *
 * @param now its clock
 * @param toolKey line of the tool's own key for authorized_keys, once that is born
 * @param authorizedKeys lines of the keys that the site file names besides
 * @param unit the router that the site is bound to
 * @param elsewhere why the router cannot be bound to it: another site has it
 * @param given what the ledger gave the site
 * @param proposed what it will give; empty where nobody asks for a tunnel
 * @param hasPassword whether a password for the router is kept
 * @param probe a document that was named for this run and is not kept yet
 * @param relayKey a relay's host key that is consented to and not pinned yet
 * @param nets the networks that the laptop is in besides the router's
 * @param packages that are at hand here, where they serve
 * @param camerasSetUp what each camera was set up as last, by its name
 * @param recovered whether another computer set the site up: then its key logs in, and this one's need not
 */
public record LaptopFacts(
        Instant now,
        Optional<String> toolKey,
        List<String> authorizedKeys,
        Optional<Unit> unit,
        Optional<Problem> elsewhere,
        Optional<SiteEntry> given,
        Optional<SiteEntry> proposed,
        boolean hasPassword,
        Optional<String> probe,
        Optional<String> relayKey,
        List<Ip4Routes.Row> nets,
        Optional<Bundle> packages,
        Map<String, String> camerasSetUp,
        boolean recovered) {
    public LaptopFacts {
        authorizedKeys = List.copyOf(authorizedKeys);
        nets = List.copyOf(nets);
        camerasSetUp = Map.copyOf(camerasSetUp);
    }

    /** What it asks of a router before all else: that its keys may log in, its time, a password. */
    public List<Step<RouterFacts>> steps() {
        var keys = Stream.concat(toolKey.filter(_ -> !recovered).stream(), authorizedKeys.stream())
                .distinct()
                .toList();
        return List.of(FirstSteps.keys(keys), FirstSteps.clock(now), FirstSteps.password());
    }

    /** Its own key, where that has to be born first. */
    public Stream<RouterChange> unbornKey() {
        return toolKey.isPresent() || recovered ? Stream.empty() : Stream.of(RouterChange.Unborn.toolKey());
    }
}
