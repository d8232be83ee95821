package dev.outpost.contact;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An open connection to a site's router and how it came to be; closed by whoever opened it. */
public final class RouterConnection {
    private final RemoteLink link;
    private final Route route;

    public RouterConnection(RemoteLink link, Route route) {
        this.link = link;
        this.route = route;
    }

    public RemoteLink link() {
        return link;
    }

    /**
     * One channel's answers.
     *
     * @throws dev.outpost.step.ProblemException what a script failed of
     */
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        return ScriptStatus.require(Target.ROUTER, link.run(batch, patience));
    }

    public void close() {
        link.close();
    }

    public Route route() {
        return route;
    }

    public boolean isThroughRelay() {
        return route instanceof Route.Through;
    }
}
