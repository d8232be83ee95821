package dev.outpost.plan;

import dev.outpost.contact.Ownership;
import dev.outpost.site.AccessWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Wishes;
import dev.outpost.uplink.DongleCheck;

/** A plan, told to a person: what was decided, what would change, and what it costs. */
final class PlanTold {
    private final Site site;
    private final Wishes wishes;
    private final Narrator narrator;

    PlanTold(Site site, Wishes wishes, Narrator narrator) {
        this.site = site;
        this.wishes = wishes;
        this.narrator = narrator;
    }

    /** A router that is refused is shown what would change on it: a person who wants it all the same has to know. */
    void tell(Plan plan, Seen seen, Ownership ownership) {
        narrator.chapter("plan");
        plan.router().hindrance(seen.router()).ifPresent(narrator::warned);
        if (plan.refusal().isPresent()) {
            new PlanHead(site, narrator).tellPower(seen.router());
            if (plan.refusal().get().code() == ProblemCode.ROUTER_NOT_FRESH) {
                plan.onRouter().forEach(narrator::planned);
                new PlanHead(site, narrator).tell(plan, seen, ownership);
                new PlanGroups(narrator).tell(plan, seen.router());
            }
            return;
        }
        new PlanHead(site, narrator).tell(plan, seen, ownership);
        if (!plan.isEmpty()) {
            new PlanHead(site, narrator).tellPower(seen.router());
        }
        var owner = ownership.inWords();
        narrator.decided(owner[0], owner[1]);
        tellReplaced(seen);
        tellPackages(plan, seen);
        seen.probed()
                .ifPresent(saved -> new DongleCheck(site, narrator)
                        .tell(saved, seen.router(), plan.onRouter().isEmpty() || saved.canBeAsked()));
        tellDisplaced(plan, seen);
        plan.router().satisfied(seen.router()).forEach(narrator::holds);
        plan.all().forEach(narrator::planned);
        tellLater();
        new PlanGroups(narrator).tell(plan, seen.router());
        if (plan.isEmpty()) {
            var isAlone = site.access().tunnelRelay().isEmpty();
            var due = plan.atCameras().size();
            narrator.decided(
                    due == 0 ? "nothing to do" : due + (due == 1 ? " camera" : " cameras") + " to be set up",
                    (isAlone ? "the router is" : "router and relay are") + " as the site file asks");
        } else {
            narrator.decided(
                    plan.onRouter().size() + plan.onRelay().size() + " changes",
                    "they take " + (plan.flashBytes() + 1023) / 1024 + " of "
                            + seen.router().space().flashFree() / 1024 + " KiB of the router's flash");
        }
    }

    /** What nobody may learn only after the drive home. */
    private void tellLater() {
        if (site.access().wayIn() == AccessWish.WayIn.LATER) {
            narrator.warned(
                    "way-in: later: nobody can look at this site after you leave, until a way in is named and made");
        }
    }

    private void tellReplaced(Seen seen) {
        seen.laptop()
                .unit()
                .filter(old -> wishes.replacing() && !old.equals(seen.unit()))
                .ifPresent(
                        old -> narrator.decided(
                                "router " + seen.unit().mac() + " takes the place of " + old.mac() + " at site "
                                        + site.name(),
                                "its addresses, ports and viewers stay; the old router's key is forgotten here, and leaves the relay"));
    }

    private void tellPackages(Plan plan, Seen seen) {
        plan.router()
                .packages()
                .filter(_ -> !plan.router().lackingPackages(seen.router()).isEmpty())
                .ifPresent(from -> narrator.decided(
                        "packages come from " + from.folder(),
                        wishes.bundle().isPresent() ? "named with --bundle" : "it has all that is missing"));
    }

    private void tellDisplaced(Plan plan, Seen seen) {
        plan.router()
                .displaced(seen.router())
                .filter(_ -> plan.onRouter().stream().anyMatch(change -> change.touches("network", "wan")))
                .ifPresent(port -> narrator.warned("the port " + port
                        + " is no uplink any more: wan becomes the dongle's; for both, give it an interface of its own with a"
                        + " higher metric"));
    }
}
