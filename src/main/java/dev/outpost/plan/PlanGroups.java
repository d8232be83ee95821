package dev.outpost.plan;

import dev.outpost.router.RouterFacts;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Step;
import dev.outpost.step.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a plan changes, told target by target in words. */
final class PlanGroups {
    private final Narrator narrator;

    PlanGroups(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Each target's changes in words: for the router one line a step, as sections of its configuration are words for its own programs. */
    void tell(Plan plan, RouterFacts router) {
        var refused = plan.refusal().isPresent();
        group(
                Target.RELAY,
                plan.onRelay().stream()
                        .filter(change -> change.phase() != Phase.PUBLIC)
                        .map(PlanGroups::words)
                        .toList(),
                refused);
        group(Target.ROUTER, onRouter(plan, router), refused);
        plan.atCameras().forEach(due -> narrator.decided("camera " + due.camera() + " is to be set up", due.words()));
        group(
                Target.CAMERA,
                plan.atCameras().stream()
                        .map(due -> due.camera() + ": " + due.words())
                        .toList(),
                refused);
        group(Target.LAPTOP, plan.onLaptop().stream().map(PlanGroups::words).toList(), refused);
    }

    private void group(Target where, List<String> words, boolean refused) {
        if (!words.isEmpty()) {
            narrator.plans(where, words, refused);
        }
    }

    /** Changes of one step are one line where they are sections. */
    private static List<String> onRouter(Plan plan, RouterFacts router) {
        var inWords = new HashMap<Change, String>();
        for (var step : plan.router().steps(router)) {
            if (step.check(router) instanceof Finding.Needed(var missing)) {
                together(step, missing).ifPresent(words -> missing.forEach(change -> inWords.put(change, words)));
            }
        }
        return plan.onRouter().stream()
                .map(change -> inWords.getOrDefault(change, words(change)))
                .distinct()
                .toList();
    }

    private static Optional<String> together(Step<RouterFacts> step, List<? extends Change> missing) {
        if (missing.stream().allMatch(change -> change.kind().equals(PlanHead.PACKAGE))) {
            return Optional.of(missing.size()
                    + (missing.size() == 1 ? " package: " : " packages: ")
                    + missing.stream().map(Change::subject).collect(Collectors.joining(", ")));
        }
        return Optional.of(step.title())
                .filter(_ ->
                        missing.stream().anyMatch(change -> !change.exactly().isEmpty()));
    }

    static String words(Change change) {
        return change.describe().replaceFirst("^" + change.target().word() + ": ", "");
    }
}
