package dev.outpost.run;

import dev.outpost.contact.RelayConnector;
import dev.outpost.laptop.LaptopChange;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
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
        var desk = new Desk(router, link);
        for (var change : changes) {
            change.makeOn(desk);
        }
        return desk.found;
    }

    /** Who the site's router is in the tunnel. */
    public void remember(String routerKey) {
        state.ledger().routerKey(site.name(), routerKey);
    }

    /** What viewers dial where the router itself is their end. */
    public void isCalledAt(String address) {
        state.site(site.name()).address(address);
    }

    private final class Desk implements LaptopChange.Desk {
        private final RouterFacts router;
        private final RemoteLink link;
        private Optional<Bundle> found = Optional.empty();

        Desk(RouterFacts router, RemoteLink link) {
            this.router = router;
            this.link = link;
        }

        @Override
        public void bearToolKey() {
            state.key();
        }

        @Override
        public void pinRelay(String relay, String hostKey) {
            relays.pin(relay, hostKey);
        }

        @Override
        public void bind(String name, Unit unit) {
            state.ledger().unit(name, unit);
            state.site(name).unit(unit);
        }

        @Override
        public void keepProbe(String document) {
            state.site(site.name()).probed(document);
        }

        @Override
        public void makePassword() {
            state.site(site.name()).passwordOrNew();
        }

        @Override
        public void give(SiteWish wish) {
            state.ledger().give(wish);
        }

        @Override
        public void bearGuestKey(String name, String guest) {
            new GuestKeys(state.site(name)).bear(guest, state.ledger());
        }

        @Override
        public void fetch(List<String> packages) throws IOException {
            found = Optional.of(source.find(packages, router, link));
        }
    }
}
