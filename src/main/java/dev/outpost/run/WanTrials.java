package dev.outpost.run;

import dev.outpost.ledger.Journal;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.WanFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Try, watch, keep or next: the uplinks of a dongle in the order of their ranking, under the guard, until {@code wan} has an address. Only what
 * another uplink could cure leads to the next one; the best-ranked is left configured where none works.
 */
final class WanTrials {
    /** Each takes a minute and a half where it fails. */
    private static final int AT_MOST = 3;

    private final RouterRun run;
    private final Narrator narrator;
    private final Journal journal;
    private RouterFacts router;
    private Optional<Problem> first = Optional.empty();

    /** @param router as it is now: drivers in, the best-ranked uplink configured */
    WanTrials(RouterRun run, Narrator narrator, Journal journal, RouterFacts router) {
        this.run = run;
        this.narrator = narrator;
        this.journal = journal;
        this.router = router;
    }

    /** @param best with its uplink configured already */
    WanResult settle(RouterPlan best) throws IOException {
        var rest = new ArrayDeque<>(
                best.modem().map(m -> m.others(best.site().modem())).orElse(List.of()));
        var tried = new ArrayList<String>();
        var now = best;
        while (true) {
            var seen = watched(now);
            if (seen.address().isPresent()) {
                kept(now, tried);
                return new WanResult.Up(seen.address().get());
            }
            if (seen.roams() && now.modem().filter(m -> !m.roams()).isPresent()) {
                now = now.with(now.modem().get().roaming());
                narrator.decided("let it roam: allow_roaming", "the SIM is a guest in its network");
                configure(now);
                continue;
            }
            var failure = seen.failure().orElseThrow();
            first = first.or(() -> Optional.of(failure.problem()));
            tried.add(failed(now, failure));
            var next = failure.anotherCouldCure() && tried.size() < AT_MOST
                    ? next(now, rest)
                    : Optional.<RouterPlan>empty();
            if (next.isEmpty()) {
                return ended(best, failure, tried);
            }
            now = next.get();
        }
    }

    private WanCheck.Seen watched(RouterPlan plan) throws IOException {
        var modem = plan.modem();
        var node = modem.flatMap(m -> m.on(router).node());
        if (modem.isPresent() && node.isEmpty()) {
            var m = modem.get();
            var packages = String.join(", ", m.packages());
            return new WanCheck.Seen(Optional.empty(), Optional.of(WanFailure.noNode(m.kind(), packages)), false);
        }
        modem.ifPresent(m -> journal.doing("try uplink " + kind(plan) + " on " + node.orElse("?")));
        var tty = run.tty().or(() -> node.filter(name -> name.startsWith("/dev/tty")));
        return run.watch(
                new WanCheck(
                        narrator, modem, tty, plan.wan().apn(router), plan.wan().otherApns()),
                router);
    }

    private static String kind(RouterPlan plan) {
        return plan.modem().map(m -> m.kind().word()).orElse("wan");
    }

    private void kept(RouterPlan plan, List<String> tried) {
        if (!tried.isEmpty()) {
            narrator.decided("wan stays with uplink " + kind(plan), String.join("; ", tried));
        }
        journal.doing("keep uplink " + kind(plan));
    }

    private String failed(RouterPlan plan, WanFailure failure) {
        var line = kind(plan) + " failed: " + failure.problem().code() + ", "
                + failure.problem().what();
        journal.doing("uplink " + line);
        return line;
    }

    /** The next uplink that can be configured; what cannot is said and passed over. */
    private Optional<RouterPlan> next(RouterPlan now, Deque<ChosenUplink> rest) throws IOException {
        while (!rest.isEmpty()) {
            var plan = now.with(rest.pop());
            try {
                var packages = plan.packagesFor(router);
                narrator.decided(
                        "try uplink " + kind(plan) + " next",
                        "the failure lies between router and dongle"
                                + (packages.isEmpty() ? "" : "; " + packages.size() + " packages more"));
                var heard = run.prepare(router, packages, plan);
                router = run.router();
                var ready = plan.after(heard);
                ProblemException.ifAny(ready.wan().postponed(router));
                configure(ready);
                return Optional.of(ready);
            } catch (ProblemException e) {
                if (!isOfThisUplink(e.problem())) {
                    throw e;
                }
                narrator.warned("uplink " + kind(plan) + " cannot be tried: "
                        + e.problem().what());
            }
        }
        return Optional.empty();
    }

    /** Packages that do not fit or are not there, an access point name that nobody knows: the router itself is well. */
    private static boolean isOfThisUplink(Problem problem) {
        return switch (problem.code()) {
            case FLASH_TOO_SMALL, PKG_MISSING, PKG_NO_BUNDLE, PKG_KERNEL, WAN_NO_APN -> true;
            default -> false;
        };
    }

    private void configure(RouterPlan plan) throws IOException {
        var changes = plan.wanChanges(router);
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach(narrator::planned);
        router = run.reconfigure(router, changes);
    }

    /** None works: what ranks best is what wan keeps, and the first failure is the one to tell. */
    private WanResult ended(RouterPlan best, WanFailure last, List<String> tried) throws IOException {
        if (tried.size() == 1) {
            return new WanResult.Failed(last.problem());
        }
        narrator.decided("wan goes back to uplink " + kind(best), "it ranks best, and none gave an address");
        configure(best);
        var problem = last.anotherCouldCure() ? first.orElse(last.problem()) : last.problem();
        return new WanResult.Failed(problem.withBecause(problem.because() + "; tried: " + String.join("; ", tried)));
    }

    /** Whether wan's section is among changes. */
    static boolean touchesWan(List<RouterChange> changes) {
        return changes.stream().anyMatch(change -> change.touches("network", "wan"));
    }
}
