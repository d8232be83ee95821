package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.reach.DomainCheck;
import dev.outpost.reach.KeepName;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What comes last on a router that is the viewers' own end: its wan is opened, and its name learns where it is. */
public final class WanOpening {
    /** One request before ours may be under way. */
    private static final Duration TELLING = Duration.ofSeconds(100);

    /** How long a name is waited for. */
    private static final Duration NAMING = Duration.ofMinutes(3);

    private final Connections connections;
    private final RouterSide router;
    private final DomainCheck names;
    private final Narrator narrator;

    /** @param laptop folder that holds its {@code etc} */
    public WanOpening(Connections connections, RouterSide router, Path laptop, Narrator narrator) {
        this.connections = connections;
        this.router = router;
        this.names = new DomainCheck(laptop);
        this.narrator = narrator;
    }

    /**
     * Lets in from outside what shall come in: a guarded run of its own; then the name's provider hears of the address.
     *
     * @param changes with what opens wan at their end
     * @throws ProblemException where nothing was kept; {@code WAY-NAME-REFUSED}, {@code WAY-NAME-ELSEWHERE}
     */
    public void open(List<RouterChange> changes, RouterFacts seen, Site site, TunnelPlan tunnel) throws IOException {
        if (!changes.isEmpty()) {
            narrator.doing("opening the router's own address");
            router.makeFew(changes, seen);
        }
        var named = site.access().named();
        if (named.isPresent()) {
            tell(named.get(), site, tunnel.relay().publicAddress());
        }
        narrator.done("viewers call the router itself at " + tunnel.endpoint());
        tunnel.publishedInWords().forEach(narrator::done);
    }

    private void tell(DdnsWish name, Site site, String address) throws IOException {
        var provider = name.provider().name();
        narrator.doing("telling " + provider + " where " + name.hostname() + " leads");
        var said = ScriptStatus.require(
                        Target.ROUTER,
                        connections.routerLink().run(Batch.of(Script.in(Guard.class, "ddns-now")), TELLING))
                .getLast();
        KeepName.require(name, said.stdout(), site.file().toString());
        narrator.done(provider + " has the address for " + name.hostname());
        ProblemException.ifAny(names.awaited(name.hostname(), address, NAMING, narrator));
    }
}
