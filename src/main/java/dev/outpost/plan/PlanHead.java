package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.contact.Ownership;
import dev.outpost.reach.CameraSteps;
import dev.outpost.reach.DataCost;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.AccessWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.survey.Seen;
import dev.outpost.uplink.ChosenUplink;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person reads first of a plan: who is there, and how much changes where. */
final class PlanHead {
    private static final String FIRST_SEEN = "host-key";
    static final String PACKAGE = "package";

    private final Site site;
    private final Narrator narrator;

    PlanHead(Site site, Narrator narrator) {
        this.site = site;
        this.narrator = narrator;
    }

    void tell(Plan plan, Seen seen, Ownership ownership) {
        var board = seen.router().board();
        narrator.sums(
                site.name(), joined(board.model(), "OpenWrt " + board.release(), standing(ownership), board.mac()));
        if (!plan.isEmpty() || plan.refusal().isPresent()) {
            site.modem()
                    .line()
                    .ifPresentOrElse(
                            line -> narrator.sums("uplink", line.word() + ": " + line.box()),
                            () -> narrator.sums(
                                    "dongle",
                                    seen.modem().map(ChosenUplink::inWords).orElse("none is known")));
            narrator.sums(isLater() || site.access().isDirect() ? "way in" : "relay", relay(seen));
            new PowerCheck(site, seen.router().poe())
                    .verdicts()
                    .forEach(verdict -> narrator.sums("power", verdict.camera() + " " + verdict.words()));
            plan.onLaptop().stream()
                    .filter(change -> change.kind().equals(FIRST_SEEN))
                    .forEach(change -> narrator.sums("first seen", PlanGroups.words(change)));
        }
        CameraSteps.traps(site, seen.router()).forEach(narrator::warned);
        if (plan.refusal().isEmpty()) {
            narrator.sums("changes", changes(plan, seen.router()));
            DataCost.tell(site, narrator);
        }
    }

    /** What the cameras' power was reckoned from, and what is doubtful; where it is why the plan is refused, the evidence stands with the problem. */
    void tellPower(RouterFacts router) {
        for (var verdict : new PowerCheck(site, router.poe()).verdicts()) {
            var what = "power of camera " + verdict.camera();
            var isWhy = verdict.problem().isPresent();
            verdict.evidence().forEach(line -> {
                if (isWhy) {
                    narrator.explains(what, line);
                } else {
                    narrator.saw(what, line);
                }
            });
            verdict.warnings().forEach(narrator::warned);
        }
        router.poe().ifPresent(poe -> narrator.saw("the router feeds its own ports", poe.words()));
    }

    private static String standing(Ownership ownership) {
        return switch (ownership) {
            case Ownership.Fresh() -> "fresh";
            case Ownership.Ours(var _) -> "ours";
            case Ownership.Adopted(var _, var _) -> "adopted";
            case Ownership.Refused(var _) -> "left alone";
        };
    }

    private boolean isLater() {
        return site.access().wayIn() == AccessWish.WayIn.LATER;
    }

    private String relay(Seen seen) {
        if (site.access().isDirect()) {
            return "the router itself"
                    + site.access()
                            .named()
                            .map(name -> ", as " + name.hostname())
                            .orElse("");
        }
        var file = site.access().tunnelRelay();
        if (file.isEmpty() || seen.relay().isEmpty()) {
            return isLater()
                    ? "later: nobody can look from outside"
                    : "none: only a public address can be called from outside";
        }
        var facts = seen.relay().get();
        var sites = facts.sites().size();
        return joined(
                file.get().name(),
                file.get().publicAddress(),
                facts.isBare() ? "bare: it becomes a relay" : "carries " + sites + (sites == 1 ? " site" : " sites"));
    }

    private static String changes(Plan plan, RouterFacts router) {
        if (plan.all().isEmpty() && plan.atCameras().isEmpty()) {
            return "none: router and relay are as the site file asks";
        }
        var packages = plan.onRouter().stream()
                .filter(change -> change.kind().equals(PACKAGE))
                .count();
        var counts = Stream.of(
                        counted("relay", plan.onRelay().size()),
                        counted("router", plan.onRouter().size() - packages),
                        counted("packages", packages),
                        counted("laptop", plan.onLaptop().size()),
                        counted("cameras", plan.atCameras().size()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return counts + "; " + (plan.flashBytes() + 1023) / 1024 + " of "
                + router.space().flashFree() / 1024 + " KiB flash";
    }

    private static String counted(String where, long count) {
        return count == 0 ? "" : where + " " + count;
    }

    private static String joined(String... parts) {
        return String.join(", ", parts);
    }
}
