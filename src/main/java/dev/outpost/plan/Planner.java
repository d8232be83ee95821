package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.camera.SetupDue;
import dev.outpost.contact.Ownership;
import dev.outpost.contact.WritePermit;
import dev.outpost.laptop.LaptopChange;
import dev.outpost.ledger.Unit;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.WayIn;
import dev.outpost.relay.AdmitToRelay;
import dev.outpost.relay.PrepareRelay;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterChange;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.LaptopFacts;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import dev.outpost.uplink.RouterPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what relay, router and laptop lack: a function of what was seen and of the site file.
 *
 * @param pin what the router needs to open its SIM by itself
 * @param deadRun the id of an earlier run of this state that ended without a word
 */
public record Planner(Site site, Wishes wishes, RouterPin pin, Optional<String> deadRun) {

    public Plan plan(Seen seen) {
        var tunnel = seen.laptop()
                .proposed()
                .flatMap(entry -> TunnelPlan.of(site, entry, seen.router().wanAddress()))
                .map(plan -> plan.of(seen.unit()));
        var relayKey = TunnelKey.of(seen.relay().flatMap(RelayFacts::publicKey));
        var draft = new RouterPlan(
                site, seen.laptop(), seen.modem(), tunnel, relayKey, pin, Optional.empty(), Optional.empty());
        var packages = seen.laptop().packages().filter(bundle -> serves(draft, seen, bundle));
        var router = draft.with(seen.laptop(), tunnel, packages);
        var refusal = permit(seen)
                .refusal()
                .or(new PowerCheck(site, seen.router().poe())::refusal)
                .or(() -> WayIn.refusal(site, seen.router().wanAddress()))
                .or(() -> strangeOnRelay(seen))
                .or(() -> seen.laptop()
                        .elsewhere()
                        .filter(_ -> isNew(seen.unit(), seen.laptop().unit())));
        try {
            var onRouter = Stream.concat(router.missing(seen.router()).stream(), router.opening(seen.router()).stream())
                    .toList();
            return new Plan(
                    onLaptop(seen, router, onRouter),
                    onRelay(seen, tunnel),
                    onRouter,
                    SetupDue.of(site, seen.laptop().camerasSetUp()),
                    tunnel,
                    router,
                    refusal);
        } catch (ProblemException e) {
            // what may not be written to is told before what could not be written
            return new Plan(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    tunnel,
                    router,
                    refusal.or(() -> Optional.of(e.problem())));
        }
    }

    /**
     * The plan once the laptop did its part.
     *
     * @param found packages that were looked for
     */
    public Plan again(Seen now, Optional<Bundle> found) {
        var laptop = found.isPresent() ? now.laptop().with(found) : now.laptop();
        return plan(now.with(laptop));
    }

    /** Whose the router is. */
    public Ownership ownership(Seen seen) {
        return Ownership.of(seen.router(), site, wishes.adopt(), seen.gateway());
    }

    /** Why a router that a person wants adopted is left alone, before anything of it is put back. */
    public Optional<Problem> refusalToAdopt(Seen seen) {
        return wishes.adopt().isPresent() && ownership(seen) instanceof Ownership.Refused(var problem)
                ? Optional.of(problem)
                : Optional.empty();
    }

    /** A site of this name that this computer never gave anything. */
    private Optional<Problem> strangeOnRelay(Seen seen) {
        return seen.relay()
                .flatMap(relay -> relay.site(site.name()))
                .filter(known -> seen.laptop().given().isEmpty())
                .map(known -> new Problem(
                        ProblemCode.RELAY_SITE_UNKNOWN,
                        "the relay carries a site " + site.name() + " as " + known.block()
                                + ", and this computer knows nothing of it",
                        "another computer set it up, or this one lost its state",
                        "outpost relay recover "
                                + site.access().tunnelRelay().orElseThrow().file()
                                + ", or where it is another site, give this one another name"));
    }

    private WritePermit permit(Seen seen) {
        return new WritePermit(
                site,
                seen.router(),
                ownership(seen),
                seen.unit(),
                seen.laptop().unit().filter(_ -> !wishes.replacing()),
                seen.modem().isPresent());
    }

    /** What was named with {@code --bundle} is taken as it is; another one only where it has all that is missing, whole. */
    private boolean serves(RouterPlan draft, Seen seen, Bundle bundle) {
        return wishes.bundle().isPresent()
                || draft.lacking(seen.router(), bundle)
                        .map(Problem::code)
                        .filter(code -> code == ProblemCode.PKG_MISSING || code == ProblemCode.PKG_DAMAGED)
                        .isEmpty();
    }

    private List<RelayChange> onRelay(Seen seen, Optional<TunnelPlan> tunnel) {
        if (seen.relay().isEmpty() || tunnel.isEmpty()) {
            return List.of();
        }
        return onRelay(
                seen.relay().get(), tunnel.get(), TunnelKey.of(seen.router().wireguardKey()));
    }

    /** What the relay lacks to carry the site, in the order it is done. */
    public List<RelayChange> onRelay(RelayFacts facts, TunnelPlan tunnel, TunnelKey routerKey) {
        var changes = new ArrayList<>(needed(new PrepareRelay(tunnel.relay()).check(facts)));
        deadRun.filter(run -> facts.armedBy().equals(Optional.of(run)))
                .ifPresent(run -> changes.add(new RelayChange.TakeOver(run)));
        changes.addAll(needed(new AdmitToRelay(tunnel.onRelay(routerKey)).check(facts)));
        return changes;
    }

    /** The changes of one phase among them. */
    public List<RelayChange> onRelay(RelayFacts facts, TunnelPlan tunnel, TunnelKey routerKey, Phase phase) {
        return onRelay(facts, tunnel, routerKey).stream()
                .filter(change -> change.phase() == phase)
                .toList();
    }

    private static List<RelayChange> needed(Finding finding) {
        return finding.changes().stream().map(RelayChange.class::cast).toList();
    }

    private List<LaptopChange> onLaptop(Seen seen, RouterPlan router, List<RouterChange> onRouter) {
        var changes = new ArrayList<LaptopChange>();
        LaptopFacts laptop = seen.laptop();
        if (laptop.toolKey().isEmpty() && !laptop.recovered()) {
            changes.add(new LaptopChange.BearToolKey());
        }
        laptop.relayKey()
                .ifPresent(key -> changes.add(new LaptopChange.PinRelay(
                        site.access().tunnelRelay().map(RelayFile::name).orElseThrow(), key)));
        if (isNew(seen.unit(), laptop.unit())) {
            changes.add(new LaptopChange.BindRouter(site.name(), seen.unit()));
        }
        laptop.probe().ifPresent(text -> changes.add(new LaptopChange.KeepProbe(site.name(), text)));
        if (needsPassword(laptop, onRouter)) {
            changes.add(new LaptopChange.MakePassword(site.name()));
        }
        router.tunnel().ifPresent(tunnel -> changes.addAll(allocation(laptop, tunnel, seen.relay())));
        if (router.packages().isEmpty()
                && !router.lackingPackages(seen.router()).isEmpty()) {
            var board = seen.router().board();
            changes.add(new LaptopChange.FetchPackages(
                    board.release(), board.target(), router.lackingPackages(seen.router())));
        }
        return changes;
    }

    private boolean isNew(Unit now, Optional<Unit> before) {
        return before.isEmpty()
                || (wishes.replacing() && !before.get().hostKey().equals(now.hostKey()));
    }

    private boolean needsPassword(LaptopFacts laptop, List<RouterChange> onRouter) {
        return !laptop.hasPassword()
                && site.password() instanceof SecretSource.Generate
                && onRouter.stream().anyMatch(change -> change.kind().equals("password"));
    }

    private List<LaptopChange> allocation(LaptopFacts laptop, TunnelPlan tunnel, Optional<RelayFacts> relay) {
        var changes = new ArrayList<LaptopChange>();
        var wish = TunnelPlan.wish(site, relay).orElseThrow();
        if (!laptop.given().equals(laptop.proposed())) {
            changes.add(new LaptopChange.Allocate(wish, laptop.proposed().orElseThrow()));
        }
        tunnel.given().peers().stream()
                .filter(peer -> peer.publicKey().isEmpty())
                .forEach(peer -> changes.add(new LaptopChange.BearGuestKey(site.name(), peer)));
        return changes;
    }
}
