package dev.outpost.plan;

import dev.outpost.camera.PowerCheck;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;

/** What the cameras' power was reckoned to be, told before anybody climbs. */
record PowerTold(Site site, Narrator narrator) {

    /** One line of the head for each camera. */
    void sums(RouterFacts router) {
        new PowerCheck(site, router.poe())
                .verdicts()
                .forEach(verdict -> narrator.sums("power", verdict.camera() + " " + verdict.words()));
    }

    /** What it was reckoned from, and what is doubtful; where it is why the plan is refused, the evidence stands with the problem. */
    void tell(RouterFacts router) {
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
}
