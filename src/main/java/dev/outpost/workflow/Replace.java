package dev.outpost.workflow;

import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.State;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;

/** Puts a spare in the place of what a site has. */
public final class Replace {
    /** Document of a run. */
    private static final String SCHEMA = "outpost.replace/1";

    private final State state;
    private final Apply apply;

    /** The things of a site that wear out, as the command line names them. */
    public enum What {
        router,
        dongle,
        sim,
        camera
    }

    public Replace(State state, Apply apply) {
        this.state = state;
        this.apply = apply;
    }

    /** A router is bound to the site once it was looked at, and then made what the site file asks for. */
    public Outcome run(Site site, What what, Request request) {
        return switch (what) {
            case router -> router(site, request);
            case dongle ->
                throw not(
                        "another dongle needs no word here: its probe takes the old one's place",
                        "plug it into this laptop and run: outpost probe --save " + site.file()
                                + ", put it into the router, then run: outpost apply " + site.file());
            case sim ->
                throw not(
                        "another SIM needs no word here: its probe takes the old one's place, its PIN stands in modem.pin",
                        "put the dongle with it into this laptop and run: outpost probe --save " + site.file()
                                + ", put it back into the router, then run: outpost apply " + site.file());
            case camera -> camera(site, request);
        };
    }

    private Outcome router(Site site, Request request) {
        if (state.site(site.name()).unit().isEmpty()) {
            throw new ProblemException(ProblemCode.SITE_NOT_APPLIED.problem(
                    "site " + site.name() + " has no router yet that could be replaced",
                    "this laptop's state knows none",
                    "outpost apply " + site.file()));
        }
        return apply.run(SCHEMA, site, request.forSpare());
    }

    /** Which one it was needs no word: one that is as it should be is looked at, and not written to. Passwords stay, and viewers with them. */
    private Outcome camera(Site site, Request request) {
        if (site.cameras().stream().allMatch(camera -> camera.setup().isEmpty())) {
            throw not(
                    "a camera keeps its place and its tunnel address by its name in the site file",
                    "write the new one's mac, address and password under its name in " + site.file()
                            + ", or setup: {viewer: onvif} for one that is fresh; then run: outpost apply "
                            + site.file());
        }
        var kept = state.site(site.name());
        try (var _ = kept.lock()) {
            kept.forgetCameras();
        }
        return apply.run(SCHEMA, site, request);
    }

    private static ProblemException not(String because, String next) {
        return new ProblemException(ProblemCode.REPLACE_BY_HAND.problem(
                "replace does nothing for this; nothing was changed", because, next));
    }
}
