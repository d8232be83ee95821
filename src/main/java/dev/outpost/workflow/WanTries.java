package dev.outpost.workflow;

import dev.outpost.ledger.Journal;
import dev.outpost.router.Foreseen;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.Modem;
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
final class WanTries {
    /** Each takes a minute and a half where it fails. */
    private static final int AT_MOST = 3;

    private final RouterWork work;
    private final Narrator narrator;
    private final Journal journal;
    private RouterFacts router;
    private Optional<Problem> first = Optional.empty();

    /** @param router as it is now: drivers in, the best-ranked uplink configured */
    WanTries(RouterWork work, Narrator narrator, Journal journal, RouterFacts router) {
        this.work = work;
        this.narrator = narrator;
        this.journal = journal;
        this.router = router;
    }

    /** How it ended: an address, or why there is none; and the uplink that wan has now. */
    record Ended(Optional<String> address, Optional<Problem> problem, Planner planner) {}

    /** @param best with its uplink configured already */
    Ended settle(Planner best) throws IOException {
        var rest = new ArrayDeque<>(
                best.modem().map(m -> m.others(best.site().modem())).orElse(List.of()));
        var tried = new ArrayList<String>();
        var now = best;
        while (true) {
            var seen = watched(now);
            if (seen.address().isPresent()) {
                kept(now, tried);
                return new Ended(seen.address(), Optional.empty(), now);
            }
            if (seen.roams() && now.modem().filter(m -> !m.roams()).isPresent()) {
                now = now.with(now.modem().get().asGuest());
                narrator.decided("let it roam: allow_roaming", "the SIM is a guest in its network");
                configure(now);
                continue;
            }
            var failure = seen.failure().orElseThrow();
            first = first.or(() -> Optional.of(failure.problem()));
            tried.add(failed(now, failure));
            var next =
                    failure.anotherCouldCure() && tried.size() < AT_MOST ? next(now, rest) : Optional.<Planner>empty();
            if (next.isEmpty()) {
                return ended(best, failure, tried);
            }
            now = next.get();
        }
    }

    private WanCheck.Seen watched(Planner planner) throws IOException {
        var modem = planner.modem();
        var node = modem.flatMap(m -> m.node(router));
        if (modem.isPresent() && node.isEmpty()) {
            var m = modem.get();
            var packages = String.join(", ", m.candidate().openwrt().packages());
            return new WanCheck.Seen(
                    Optional.empty(),
                    Optional.of(WanFailure.noNode(m.candidate().uplink().kind(), packages)),
                    false);
        }
        modem.ifPresent(m -> journal.doing("try uplink " + kind(planner) + " on " + node.orElse("?")));
        var tty = work.tty().or(() -> node.filter(name -> name.startsWith("/dev/tty")));
        return work.watch(new WanCheck(narrator, modem, tty, planner.apn(router), planner.otherApns()), router);
    }

    private static String kind(Planner planner) {
        return planner.modem().map(m -> m.candidate().uplink().kind().word()).orElse("wan");
    }

    private void kept(Planner planner, List<String> tried) {
        if (!tried.isEmpty()) {
            narrator.decided("wan stays with uplink " + kind(planner), String.join("; ", tried));
        }
        journal.doing("keep uplink " + kind(planner));
    }

    private String failed(Planner planner, WanFailure failure) {
        var line = kind(planner) + " failed: " + failure.problem().code() + ", "
                + failure.problem().what();
        journal.doing("uplink " + line);
        return line;
    }

    /** The next uplink that can be configured; what cannot is said and passed over. */
    private Optional<Planner> next(Planner now, Deque<Modem> rest) throws IOException {
        while (!rest.isEmpty()) {
            var planner = now.with(rest.pop());
            try {
                var packages = planner.packagesFor(router);
                narrator.decided(
                        "try uplink " + kind(planner) + " next",
                        "the failure lies between router and dongle"
                                + (packages.isEmpty() ? "" : "; " + packages.size() + " packages more"));
                var heard = work.prepare(router, packages, planner);
                var items = packages.stream()
                        .filter(RouterChange.Install.class::isInstance)
                        .map(change -> ((RouterChange.Install) change).item())
                        .toList();
                router = Foreseen.after(router, items, heard.usbLines());
                var ready = planner.after(heard);
                ready.postponed(router).ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
                configure(ready);
                return Optional.of(ready);
            } catch (ProblemException e) {
                if (!isOfThisUplink(e.problem())) {
                    throw e;
                }
                narrator.warned("uplink " + kind(planner) + " cannot be tried: "
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

    private void configure(Planner planner) throws IOException {
        var changes = planner.wanChanges(router);
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach(narrator::planned);
        work.reconfigure(changes);
        for (var change : changes) {
            router = change instanceof SectionChange section ? Foreseen.after(router, section) : router;
        }
    }

    /** None works: what ranks best is what wan keeps, and the first failure is the one to tell. */
    private Ended ended(Planner best, WanFailure last, List<String> tried) throws IOException {
        if (tried.size() == 1) {
            return new Ended(Optional.empty(), Optional.of(last.problem()), best);
        }
        narrator.decided("wan goes back to uplink " + kind(best), "it ranks best, and none gave an address");
        configure(best);
        var problem = last.anotherCouldCure() ? first.orElse(last.problem()) : last.problem();
        return new Ended(
                Optional.empty(),
                Optional.of(problem.withBecause(problem.because() + "; tried: " + String.join("; ", tried))),
                best);
    }

    /** What a section was before any of this, for a router that had a wan. */
    static boolean hadWan(RouterFacts before) {
        return before.wanAddress().isPresent();
    }

    /** Whether wan's section is among changes. */
    static boolean touchesWan(List<? extends dev.outpost.step.Change> changes) {
        return changes.stream()
                .anyMatch(change -> change instanceof SectionChange section
                        && section.uci().equals("network")
                        && section.after().name().equals("wan"));
    }
}
