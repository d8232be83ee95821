package dev.outpost.contact;

import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;

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

    public Route route() {
        return route;
    }

    public boolean isThroughRelay() {
        return route instanceof Route.Through;
    }
}
