package dev.outpost.survey;

import dev.outpost.laptop.Ip4Routes;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.State;
import dev.outpost.ledger.ToolKey;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.router.Bundle;
import dev.outpost.router.LanAddress;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what this computer has for a site: keys, allocations, packages, networks. */
public final class LaptopSurvey {
    private final State state;
    private final Path root;
    private final Path bundles;
    private final Clock clock;
    private final Site site;
    private final Wishes wishes;
    private final Narrator narrator;

    /**
     * @param root folder that holds the laptop's {@code proc}; {@code /} on a real one
     * @param bundles folder of the package cache: one folder a release and target
     */
    public LaptopSurvey(
            State state, Path root, Path bundles, Clock clock, Site site, Wishes wishes, Narrator narrator) {
        this.state = state;
        this.root = root;
        this.bundles = bundles;
        this.clock = clock;
        this.site = site;
        this.wishes = wishes;
        this.narrator = narrator;
    }

    /**
     * All that it has for this site and this router.
     *
     * @param hostKey that the router showed
     * @param relayKey a relay's host key that is consented to and not pinned yet
     * @param wish what the ledger has to give, where somebody asks for a tunnel
     * @param found packages that were looked for
     */
    public LaptopFacts facts(
            RouterFacts router,
            String hostKey,
            Optional<String> relayKey,
            Optional<SiteWish> wish,
            Optional<Bundle> found) {
        var own = state.site(site.name());
        return new LaptopFacts(
                clock.instant(),
                state.keyIfBorn().map(ToolKey::publicLine).map(String::strip),
                site.authorizedKeys().stream()
                        .flatMap(file -> lines(file).stream())
                        .distinct()
                        .toList(),
                own.unit(),
                elsewhere(new Unit(router.board().mac(), hostKey)),
                state.ledger().find(site.name()),
                wish.map(state.ledger()::propose),
                own.password().isPresent(),
                wishes.probe()
                        .map(LaptopSurvey::text)
                        .filter(text -> !PrivateFiles.read(own.probe())
                                .map(String::strip)
                                .equals(Optional.of(text.strip()))),
                relayKey,
                besides(router),
                found.or(() -> packages(router)),
                setUp(own),
                own.isRecovered());
    }

    private Map<String, String> setUp(SiteState own) {
        var as = new HashMap<String, String>();
        site.cameras()
                .forEach(camera -> own.cameraSetUp(camera.name()).ifPresent(words -> as.put(camera.name(), words)));
        return as;
    }

    private Optional<Problem> elsewhere(Unit unit) {
        try {
            state.ledger().mayBind(site.name(), unit);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    private List<Ip4Routes.Row> besides(RouterFacts router) {
        return LanAddress.of(router).flatMap(lan -> Cidr.parse(lan.toString())).stream()
                .flatMap(lan -> Ip4Routes.in(root).besides(lan.address()).stream())
                .toList();
    }

    /** A folder {@code bundle} that lies beside the site file, as a technician's memory stick would carry it, comes before the cache. */
    private Optional<Bundle> packages(RouterFacts router) {
        var board = router.board();
        if (wishes.bundle().isPresent()) {
            return Optional.of(Bundle.in(wishes.bundle().get(), board.release(), board.target()));
        }
        var beside = site.file().resolveSibling("bundle");
        var folder =
                isBundle(beside) ? beside : bundles.resolve(board.release()).resolve(board.target());
        try {
            return isBundle(folder) ? Optional.of(Bundle.in(folder)) : Optional.empty();
        } catch (ProblemException e) {
            narrator.saw(folder + " does not serve", e.problem().what());
            return Optional.empty();
        }
    }

    private static boolean isBundle(Path folder) {
        return Files.isRegularFile(folder.resolve("index.json"));
    }

    private static String text(Path file) {
        try {
            return PlainFile.of(file).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return PlainFile.of(file).lines().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
