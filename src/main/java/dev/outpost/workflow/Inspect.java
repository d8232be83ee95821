package dev.outpost.workflow;

import dev.outpost.router.Look;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Route;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.site.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Looks at a router and says what it is; changes nothing. */
public final class Inspect {
    private final Parts parts;
    private final Narrator narrator;

    public Inspect(Parts parts, Narrator narrator) {
        this.parts = parts;
        this.narrator = narrator;
    }

    public Outcome run(Reach reach) {
        var log = new Teller(narrator);
        log.chapter("look");
        var key = new Identity.Pair(parts.state().key().pair());
        var route = new Route.Direct(reach.host(), reach.port());
        try (var link = parts.links()
                .open(
                        route,
                        new Credentials("root", true, List.of(key), Optional.empty()),
                        new HostKeyPolicy.FirstSight())) {
            var facts = Look.at(link);
            log.fact("address", reach.toString());
            log.fact("hostKey", link.hostKey());
            log.fact("login", link.login().name().toLowerCase(java.util.Locale.ROOT));
            log.fact("router", RouterWords.json(facts));
            log.saw("the router answers at " + route, "host key " + link.hostKey() + ", login by " + link.login());
            RouterWords.tell(facts, log);
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.empty());
        } catch (ProblemException e) {
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.of(e.problem()));
        } catch (LinkException e) {
            return log.outcome("outpost.inspect/1", reach.toString(), Optional.of(problem(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem problem(LinkException e) {
        return e.reason() == LinkException.Reason.LOGIN_REFUSED
                ? Problem.blocked(
                        "ROUTER-NOT-FRESH",
                        "the host wants a password: " + e.getMessage(),
                        "it is not fresh, and it does not know the tool's key",
                        "look with the site's own file: outpost plan SITE")
                : Problem.unreachable(
                        "ROUTER-UNREACHABLE",
                        "the router does not answer: " + e.getMessage(),
                        "it is off, still starting, the cable is elsewhere, or the address is wrong",
                        "check power and cable, then run the same command again");
    }
}
