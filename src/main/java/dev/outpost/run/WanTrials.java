package dev.outpost.run;

import dev.outpost.plan.RouterPlan;
import dev.outpost.router.RouterChange;
import dev.outpost.run.RouterKept.WanResult;
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

    private final GuardedLine line;
    private final RouterWork work;
    private final Narrator narrator;
    private Optional<Problem> first = Optional.empty();

    /** @param work with drivers in and the best-ranked uplink configured */
    WanTrials(GuardedLine line, RouterWork work, Narrator narrator) {
        this.line = line;
        this.work = work;
        this.narrator = narrator;
    }

    /** @param best with its uplink configured already */
    WanResult settle(RouterPlan best) throws IOException {
        var why = work.locked().or(() -> best.wan().postponed(work.router()));
        if (why.isPresent()) {
            return new WanResult.Postponed(why.get());
        }
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
        var node = modem.flatMap(m -> m.on(work.router()).node());
        if (modem.isPresent() && node.isEmpty()) {
            var m = modem.get();
            var packages = String.join(", ", m.candidate().packages());
            return new WanCheck.Seen(Optional.empty(), Optional.of(WanFailure.noNode(m.kind(), packages)), false);
        }
        modem.ifPresent(m -> line.note("try uplink " + kind(plan) + " on " + node.orElse("?")));
        var tty = work.tty().or(() -> node.filter(name -> name.startsWith("/dev/tty")));
        return new WanCheck(
                        narrator,
                        modem,
                        tty,
                        plan.wan().apn(work.router()),
                        plan.wan().otherApns())
                .await(line.standing(), work.router(), Optional.of(line.guard()));
    }

    private static String kind(RouterPlan plan) {
        return plan.modem().map(m -> m.kind().word()).orElse("wan");
    }

    private void kept(RouterPlan plan, List<String> tried) {
        if (!tried.isEmpty()) {
            narrator.decided("wan stays with uplink " + kind(plan), String.join("; ", tried));
        }
        line.note("keep uplink " + kind(plan));
    }

    private String failed(RouterPlan plan, WanFailure failure) {
        var words = kind(plan) + " failed: " + failure.problem().code() + ", "
                + failure.problem().what();
        line.note("uplink " + words);
        return words;
    }

    /** The next uplink that can be configured; what cannot is said and passed over. */
    private Optional<RouterPlan> next(RouterPlan now, Deque<ChosenUplink> rest) throws IOException {
        while (!rest.isEmpty()) {
            var plan = now.with(rest.pop());
            try {
                var packages = plan.packagesFor(work.router());
                narrator.decided(
                        "try uplink " + kind(plan) + " next",
                        "the failure lies between router and dongle"
                                + (packages.isEmpty() ? "" : "; " + packages.size() + " packages more"));
                var ready = work.prepare(packages, plan);
                ProblemException.ifAny(ready.wan().postponed(work.router()));
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
        var changes = plan.wanChanges(work.router());
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach(narrator::planned);
        work.configure(changes);
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
