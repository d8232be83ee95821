package dev.outpost.run;

import dev.outpost.contact.Ownership;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterChange;
import dev.outpost.router.StickChange;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes what is ours off a site's router: under its guard, and the key that logs in last. */
public final class RouterRelease {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** What a router that has another life now answers with. */
    private static final Set<ProblemCode> NOT_THERE = Set.of(
            ProblemCode.ROUTER_UNREACHABLE,
            ProblemCode.ROUTER_HOSTKEY_CHANGED,
            ProblemCode.ROUTER_PASSWORD_WRONG,
            ProblemCode.ROUTER_NOT_FRESH);

    private final RouterConnector door;
    private final Site site;
    private final Narrator log;
    private final Journal journal;

    public RouterRelease(RouterConnector door, Site site, Narrator log, Journal journal) {
        this.door = door;
        this.site = site;
        this.log = log;
        this.journal = journal;
    }

    /** @throws ProblemException where the router is not there, is another site's, or kept nothing */
    public void run() throws IOException {
        var opened = opened();
        try {
            var facts = Look.at(opened.link());
            if (!Ownership.isToRelease(facts, site)) {
                log.saw("the router is fresh", "nothing of site " + site.name() + " is on it");
                return;
            }
            log.decided("this router is released", "it has the host key of site " + site.name());
            var off = ConfigChange.takeOff(facts);
            log.planned(off);
            var confirmed = new ShortRun(opened, door, log, journal, facts)
                    .run(Stream.<RouterChange>concat(
                                    StickChange.shuts(facts, Optional.empty()).stream(), Stream.of(off))
                            .toList())
                    .orThrow();
            try (var last = confirmed.link()) {
                ScriptStatus.require(
                        Target.ROUTER,
                        last.run(Batch.of(Script.in(Guard.class, "forget-key").with("KEY", door.ownKey())), SHORT));
            }
            log.done("our key may not log in any more");
        } finally {
            opened.link().close();
        }
    }

    /** Over the cable alone: the way through the relay is among what is taken away. */
    private RouterConnection opened() throws IOException {
        try {
            return door.open(List.of(door::known, door::overCable));
        } catch (ProblemException e) {
            throw new ProblemException(
                    NOT_THERE.contains(e.problem().code()) ? withoutRouter(e.problem()) : e.problem());
        }
    }

    private Problem withoutRouter(Problem problem) {
        return problem.withNext(
                "plug the laptop into the site's router, or where it was reset, broken or given away: outpost retire "
                        + site.file() + " --router-is-gone");
    }
}
