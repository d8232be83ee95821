package dev.outpost.workflow;

import dev.outpost.packages.BundleMaking;
import dev.outpost.packages.OwnFeeds;
import dev.outpost.packages.PackageScripts;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides where the packages come from that a router lacks, and says why.
 *
 * <p>The router's own internet comes first: it has a default route, its feeds answer and check. Then the laptop's: what is missing is
 * fetched from OpenWrt's feeds, checked, and kept; it travels to the router as one tar over one stdin (few round trips, one
 * check), or, where the router's RAM cannot hold all of it at once, one by one over a port forwarded to a feed of the
 * program's own. A bundle that has everything serves without asking anybody: packages of one build do not change. What was
 * named with {@code --bundle} is taken as it is.
 */
final class PackageSourcing {
    /** Seven feeds over a slow line. */
    private static final Duration FEEDS = Duration.ofMinutes(3);

    private final Parts parts;
    private final Options options;
    private final Narrator narrator;

    PackageSourcing(Parts parts, Options options, Narrator narrator) {
        this.parts = parts;
        this.options = options;
        this.narrator = narrator;
    }

    /** The same options with the source that was chosen; as they are where nothing is missing. */
    Options choose(Planner draft, RouterFacts router, RemoteLink link) throws IOException {
        var missing = draft.wanted(router).stream()
                .filter(name -> !router.offers(name))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return options;
        }
        if (options.bundle().isPresent()) {
            narrator.decided("packages come from " + options.bundle().get(), "named with --bundle");
            return options;
        }
        return ownFeeds(router, link, missing)
                .or(() -> local(draft, router))
                .or(() -> fetched(router, missing))
                .map(options::from)
                .orElse(options);
    }

    private Optional<Bundle> ownFeeds(RouterFacts router, RemoteLink link, List<String> missing) throws IOException {
        var uplink = router.interfaces().values().stream()
                .filter(each -> each.up()
                        && !each.name().equals("loopback")
                        && !each.name().equals("lan"))
                .filter(each -> !each.addresses().isEmpty())
                .findFirst();
        if (uplink.isEmpty()) {
            narrator.saw("the router has no internet of its own", "no interface but the LAN has an address");
            return Optional.empty();
        }
        narrator.doing("asking the router for its own feeds");
        var answers = link.run(Batch.of(PackageScripts.ownFeeds(missing)), FEEDS);
        var feeds = OwnFeeds.read(answers.getFirst(), router.board());
        if (feeds.bundle().isEmpty()) {
            narrator.saw("the router's own feeds do not serve", feeds.evidence());
            return Optional.empty();
        }
        narrator.decided(
                "packages come over the router's own internet", feeds.evidence() + "; its feeds answer and check");
        return feeds.bundle();
    }

    private Optional<Bundle> local(Planner draft, RouterFacts router) {
        try {
            var bundle = draft.bundle(router);
            var problem = draft.lacking(router);
            var serves = problem.map(Problem::code)
                    .filter(code -> code == ProblemCode.PKG_MISSING || code == ProblemCode.PKG_DAMAGED)
                    .isEmpty();
            if (serves) {
                narrator.decided("packages come from " + bundle.folder(), "it has all that is missing");
                return Optional.of(bundle);
            }
            narrator.saw(
                    bundle.folder() + " does not serve",
                    problem.map(Problem::what).orElse(""));
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.PKG_NO_BUNDLE) {
                return Optional.empty(); // told by whoever reads it next
            }
        }
        return Optional.empty();
    }

    /** Through the laptop: into the cache, where the next router of this kind finds it. */
    private Optional<Bundle> fetched(RouterFacts router, List<String> missing) {
        var board = router.board();
        var folder = parts.bundles().resolve(board.release()).resolve(board.target());
        try {
            var wish = new BundleMaking.Wish(
                    board.release(), board.target(), List.of(), missing, options.feed(), List.of(), folder);
            new BundleMaking(parts.web(), narrator, parts.bundles().resolveSibling("packages")).make(wish);
            narrator.decided("packages come over the laptop's internet", "fetched, checked, and kept in " + folder);
            return Optional.of(Bundle.in(folder));
        } catch (ProblemException e) {
            narrator.saw("this computer does not reach the feeds either", words(e.problem()));
        } catch (IOException e) {
            narrator.saw("the packages were not fetched", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static String words(Problem problem) {
        return problem.what() + " (" + problem.code() + ")";
    }
}
