package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.camera.SetupDue;
import dev.outpost.contact.Ownership;
import dev.outpost.contact.WritePermit;
import dev.outpost.reach.OpenStick;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.WayIn;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import dev.outpost.uplink.RouterPin;
import java.util.List;
import java.util.Optional;

/**
 * Decides what relay, router and laptop lack: a function of what was seen and of the site file.
 *
 * @param pin what the router needs to open its SIM by itself
 * @param deadRun the id of an earlier run of this state that ended without a word
 */
public record Planner(Site site, Wishes wishes, RouterPin pin, Optional<String> deadRun) {

    public Plan plan(Seen seen) {
        var called = OpenStick.called(site, seen.router());
        var tunnel = seen.laptop()
                .proposed()
                .flatMap(entry -> TunnelPlan.of(site, entry, called))
                .map(plan -> plan.of(seen.unit()));
        var draft = new RouterPlan(
                site, seen.laptop(), seen.modem(), tunnel, seen.relayKey(), pin, Optional.empty(), Optional.empty());
        var packages = seen.laptop()
                .packages()
                .filter(bundle -> wishes.bundle().isPresent() || draft.isServed(seen.router(), bundle));
        var router = draft.with(seen.laptop(), tunnel, packages);
        var laptop = new LaptopPlan(site, wishes, seen);
        var refusal = permit(seen)
                .refusal()
                .or(new PowerCheck(site, seen.router().poe())::refusal)
                .or(() -> WayIn.refusal(site, called))
                .or(() -> relay().strange(seen))
                .or(() -> seen.laptop().elsewhere().filter(_ -> laptop.bindsAnew()));
        try {
            var onRouter = router.changes(seen.router());
            return new Plan(
                    laptop.changes(router, onRouter),
                    relay().changes(seen, tunnel),
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

    /** What the relay lacks. */
    public RelayPlan relay() {
        return new RelayPlan(site, deadRun);
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

    private WritePermit permit(Seen seen) {
        return new WritePermit(
                site,
                seen.router(),
                ownership(seen),
                seen.unit(),
                seen.laptop().unit().filter(_ -> !wishes.replacing()),
                seen.modem().isPresent());
    }
}
