package dev.outpost.workflow;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.proof.Report;
import dev.outpost.proof.ReportPage;
import dev.outpost.proof.SiteProof;
import dev.outpost.proof.Story;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proves a site from outside, any day. */
public final class Verify {
    private static final String SCHEMA = "outpost.verify/1";
    /** What a relay listens on as far as is known before anybody looked: the SSH that made it one. */
    private static final Set<Integer> SSH = Set.of(22);

    private static final String STORY = "story.json";

    private final Parts parts;
    private final Narrator narrator;
    private final Proving proving;

    public Verify(Parts parts, Narrator narrator) {
        this.parts = parts;
        this.narrator = narrator;
        this.proving = new Proving(parts, narrator);
    }

    /** Looks, writes the report, and says what was seen. */
    public Outcome run(Site site, Options options) {
        narrator.chapter("verify " + site.name());
        var relay = site.access().relay();
        if (relay.isEmpty()) {
            return outcome(nothing(site, noRelay(site)), Optional.empty());
        }
        var tunnel = making(site).known(site, relay.get());
        if (tunnel.isEmpty()) {
            return outcome(nothing(site, neverApplied(site)), Optional.empty());
        }
        var proof = prove(site, tunnel.get(), relay.get(), options);
        if (proof.vantage().isEmpty()) {
            return outcome(proof, Optional.empty());
        }
        var page = report(proof, site);
        narrator.done("report: " + page);
        return outcome(proof, Optional.of(page));
    }

    /** The proof alone; without a vantage, what is missing for one. */
    public SiteProof prove(Site site, TunnelPlan tunnel, RelayFile relay, Options options) {
        return Proving.vantage(options, relay.tunnel())
                .map(vantage -> proving.prove(site, tunnel, vantage, serversOwn(site)))
                .orElseGet(() -> nothing(site, Proving.noVantage(site)));
    }

    /** Writes the site's report, 0600, and the pictures beside it. */
    public Path report(SiteProof proof, Site site) {
        var folder = state(site).report();
        for (var camera : proof.cameras()) {
            camera.picture()
                    .ifPresent(picture ->
                            PrivateFiles.write(folder.resolve(camera.camera().name() + ".jpg"), picture.jpeg()));
        }
        var page = folder.resolve("index.html");
        var report = new Report(proof, story(site), parts.clock().instant());
        PrivateFiles.write(page, new ReportPage(report).html());
        return page;
    }

    /** Keeps how the site came to be, for every report to come. */
    public void remember(Site site, Story story) {
        PrivateFiles.write(state(site).file(STORY), story.json());
    }

    private Story story(Site site) {
        var file = state(site).file(STORY);
        return PrivateFiles.read(file)
                .map(text -> Story.parse(file.toString(), text))
                .orElse(Story.NONE);
    }

    private SiteState state(Site site) {
        return parts.state().site(site.name());
    }

    /** Remembers on which ports the relay itself listens, for a proof that has no way to look there. */
    public void remember(Site site, Set<Integer> listening) {
        var file = state(site).file("relay.json");
        var text = Json.line(Json.object(
                "schema",
                "outpost.relay/1",
                "listening",
                listening.stream().sorted().toList()));
        if (!PrivateFiles.read(file).equals(Optional.of(text))) {
            PrivateFiles.write(file, text);
        }
    }

    private Set<Integer> serversOwn(Site site) {
        var file = state(site).file("relay.json");
        return PrivateFiles.read(file)
                .map(text -> Yaml.parse(file.toString(), text).map().strings("listening").stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()))
                .orElse(SSH);
    }

    private TunnelMaking making(Site site) {
        return new TunnelMaking(parts.state().ledger(), state(site));
    }

    private static Outcome outcome(SiteProof proof, Optional<Path> page) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(proof.facts());
        facts.put("report", page.map(Path::toString).orElse(null));
        return new Outcome(SCHEMA, proof.site(), proof.problem(), List.of(), facts);
    }

    private static SiteProof nothing(Site site, Problem problem) {
        return new SiteProof(site.name(), Optional.empty(), List.of(), Optional.empty(), Optional.of(problem));
    }

    private static Problem noRelay(Site site) {
        return new Problem(
                ProblemCode.WAY_NO_RELAY,
                "nobody can reach this site after you leave",
                "no relay is named in " + site.file(),
                "name one as access: relay: NAME, then run: outpost apply " + site.file());
    }

    private static Problem neverApplied(Site site) {
        return new Problem(
                ProblemCode.SITE_NOT_APPLIED,
                "site " + site.name() + " was never applied from here",
                "the ledger does not know it, or not all of its cameras",
                "outpost apply " + site.file());
    }
}
