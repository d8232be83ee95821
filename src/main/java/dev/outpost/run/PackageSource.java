package dev.outpost.run;

import dev.outpost.packages.BundleMaking;
import dev.outpost.packages.OwnFeeds;
import dev.outpost.packages.PackageScripts;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Web;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds packages that nobody has at hand. The router's own internet comes first: it has a default route, its feeds answer and check. Then
 * the laptop's: they are fetched from OpenWrt's feeds, checked, and kept for the next router of this kind.
 */
final class PackageSource {
    /** Seven feeds over a slow line. */
    private static final Duration FEEDS = Duration.ofMinutes(3);

    private final Web web;
    private final Path bundles;
    private final Optional<String> feed;
    private final Narrator narrator;

    PackageSource(Web web, Path bundles, Optional<String> feed, Narrator narrator) {
        this.web = web;
        this.bundles = bundles;
        this.feed = feed;
        this.narrator = narrator;
    }

    /**
     * Where they come from.
     *
     * @throws ProblemException {@code PKG-NO-BUNDLE} where neither has internet
     */
    Bundle find(List<String> missing, RouterFacts router, RemoteLink link) throws IOException {
        var own = ownFeeds(router, link, missing);
        return own.isPresent() ? own.get() : fetched(router, missing);
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

    /** Through the laptop: into the cache, where the next router of this kind finds it. */
    private Bundle fetched(RouterFacts router, List<String> missing) {
        var board = router.board();
        var folder = bundles.resolve(board.release()).resolve(board.target());
        try {
            var wish =
                    new BundleMaking.Wish(board.release(), board.target(), List.of(), missing, feed, List.of(), folder);
            new BundleMaking(web, narrator, bundles.resolveSibling("packages")).make(wish);
            narrator.decided("packages come over the laptop's internet", "fetched, checked, and kept in " + folder);
        } catch (ProblemException e) {
            narrator.saw("this computer does not reach the feeds either", words(e.problem()));
        } catch (IOException e) {
            narrator.saw("the packages were not fetched", SystemWords.of(e));
        }
        return Bundle.in(folder, board.release(), board.target());
    }

    private static String words(Problem problem) {
        return problem.what() + " (" + problem.code() + ")";
    }
}
