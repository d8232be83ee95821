package dev.outpost.plan;

import dev.outpost.laptop.LaptopChange;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.router.RouterChange;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Site;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import java.util.ArrayList;
import java.util.List;

/** Decides what the laptop lacks: keys, addresses, a password, packages. */
record LaptopPlan(Site site, Wishes wishes, Seen seen) {
    /** @param onRouter what will be made there */
    List<LaptopChange> changes(RouterPlan router, List<RouterChange> onRouter) {
        var changes = new ArrayList<LaptopChange>();
        var laptop = seen.laptop();
        if (laptop.toolKey().isEmpty() && !laptop.recovered()) {
            changes.add(new LaptopChange.BearToolKey());
        }
        laptop.relayKey()
                .ifPresent(key -> changes.add(new LaptopChange.PinRelay(
                        site.access().tunnelRelay().map(RelayFile::name).orElseThrow(), key)));
        if (bindsAnew()) {
            changes.add(new LaptopChange.BindRouter(site.name(), seen.unit()));
        }
        laptop.probe().ifPresent(text -> changes.add(new LaptopChange.KeepProbe(site.name(), text)));
        if (needsPassword(onRouter)) {
            changes.add(new LaptopChange.MakePassword(site.name()));
        }
        router.tunnel().ifPresent(tunnel -> changes.addAll(allocation(tunnel)));
        if (router.packages().isEmpty()
                && !router.lackingPackages(seen.router()).isEmpty()) {
            var board = seen.router().board();
            changes.add(new LaptopChange.FetchPackages(
                    board.release(), board.target(), router.lackingPackages(seen.router())));
        }
        return changes;
    }

    /** Whether the router is not the one that the site was bound to. */
    boolean bindsAnew() {
        var before = seen.laptop().unit();
        return before.isEmpty()
                || (wishes.replacing()
                        && !before.get().hostKey().equals(seen.unit().hostKey()));
    }

    private boolean needsPassword(List<RouterChange> onRouter) {
        return !seen.laptop().hasPassword()
                && site.password() instanceof SecretSource.Generate
                && onRouter.stream().anyMatch(change -> change.kind().equals("password"));
    }

    private List<LaptopChange> allocation(TunnelPlan tunnel) {
        var laptop = seen.laptop();
        var changes = new ArrayList<LaptopChange>();
        var wish = TunnelPlan.wish(site, seen.relay()).orElseThrow();
        if (!laptop.given().equals(laptop.proposed())) {
            changes.add(new LaptopChange.Allocate(wish, laptop.proposed().orElseThrow()));
        }
        tunnel.given().peers().stream()
                .filter(peer -> peer.publicKey().isEmpty())
                .forEach(peer -> changes.add(new LaptopChange.BearGuestKey(site.name(), peer)));
        return changes;
    }
}
