package dev.outpost.run;

import dev.outpost.contact.RelayConnector;
import dev.outpost.laptop.LaptopChange;
import dev.outpost.ledger.State;
import dev.outpost.reach.GuestKeys;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Web;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a plan's changes on this computer: each is on the disk before the next one, or anybody else, hears of it. */
public final class LaptopRun {
    private final State state;
    private final RelayConnector relays;
    private final PackageSource source;
    private final Site site;

    /**
     * @param bundles folder of the package cache: one folder a release and target
     * @param feed address that stands for OpenWrt's package server
     */
    public LaptopRun(
            State state,
            RelayConnector relays,
            Web web,
            Path bundles,
            Optional<String> feed,
            Site site,
            Narrator narrator) {
        this.state = state;
        this.relays = relays;
        this.source = new PackageSource(web, bundles, feed, narrator);
        this.site = site;
    }

    /**
     * Makes them.
     *
     * @param router and the connection to it, for packages that it may fetch itself
     * @return packages that were found, where they were looked for
     */
    public Optional<Bundle> make(List<LaptopChange> changes, RouterFacts router, RemoteLink link) throws IOException {
        var found = Optional.<Bundle>empty();
        for (var change : changes) {
            if (change instanceof LaptopChange.FetchPackages packages) {
                found = Optional.of(source.find(packages.names(), router, link));
            } else {
                make(change);
            }
        }
        return found;
    }

    /** Who the site's router is in the tunnel. */
    public void remember(String routerKey) {
        state.ledger().routerKey(site.name(), routerKey);
    }

    /** What viewers dial where the router itself is their end. */
    public void isCalledAt(String address) {
        state.site(site.name()).address(address);
    }

    private void make(LaptopChange change) {
        var here = state.site(site.name());
        switch (change) {
            case LaptopChange.BearToolKey() -> state.key();
            case LaptopChange.PinRelay(var relay, var hostKey) -> relays.pin(relay, hostKey);
            case LaptopChange.BindRouter(var name, var unit) -> {
                state.ledger().unit(name, unit);
                state.site(name).unit(unit);
            }
            case LaptopChange.KeepProbe probe -> here.probed(probe.document());
            case LaptopChange.MakePassword _ -> here.passwordOrNew();
            case LaptopChange.Allocate place -> state.ledger().give(place.wish());
            case LaptopChange.BearGuestKey born ->
                new GuestKeys(state.site(born.site())).bear(born.guest().name(), state.ledger());
            case LaptopChange.FetchPackages _ -> {} // looked for over the router
        }
    }
}
