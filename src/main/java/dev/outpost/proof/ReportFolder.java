package dev.outpost.proof;

import dev.outpost.camera.Picture;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A site's report with its pictures, and what every later report has to know; each file 0600. */
public final class ReportFolder {
    /** What a relay listens on as far as is known before anybody looked: the SSH that made it one. */
    private static final Set<Integer> SSH = Set.of(22);

    private static final String STORY = "story.json";
    private static final String RELAY = "relay.json";
    private static final String SEEN = "seen.json";

    private final SiteState state;

    public ReportFolder(SiteState state) {
        this.state = state;
    }

    /**
     * Writes the report, and the pictures beside it; a camera that was not seen now keeps the picture from when it was.
     *
     * @param file the site's, as its owner calls it
     * @param look along its way, where somebody walked
     * @param at when the proof was made
     * @return the page
     */
    public Path write(SiteProof proof, Path file, SiteLook look, Instant at) {
        var before = seen();
        for (var camera : proof.cameras()) {
            camera.picture()
                    .filter(_ -> camera.isProven())
                    .ifPresent(picture ->
                            PrivateFiles.write(picture(camera.camera().name()), picture.jpeg()));
        }
        var now = before.with(proof, at);
        if (!now.equals(before)) {
            PrivateFiles.write(state.report().resolve(SEEN), now.json());
        }
        var page = state.report().resolve("index.html");
        var report = new Report(proof, story(), look.way(), look.dataLow(), at, file.toString(), kept(proof, before));
        PrivateFiles.write(page, new ReportPage(report).html());
        return page;
    }

    private Path picture(String camera) {
        return state.report().resolve(camera + ".jpg");
    }

    /** Pictures of cameras that were seen before, and not now. */
    private Map<String, Report.Kept> kept(SiteProof proof, LastSeen before) {
        var kept = new LinkedHashMap<String, Report.Kept>();
        for (var camera : proof.cameras()) {
            var name = camera.camera().name();
            var seen = Optional.ofNullable(before.cameras().get(name)).filter(_ -> !camera.isProven());
            seen.flatMap(last -> PrivateFiles.bytes(picture(name))
                            .map(jpeg -> new Report.Kept(
                                    last.at(), Base64.getEncoder().encodeToString(jpeg))))
                    .ifPresent(picture -> kept.put(name, picture));
        }
        return kept;
    }

    /** When each camera was last seen. */
    public LastSeen seen() {
        var file = state.report().resolve(SEEN);
        return PrivateFiles.read(file)
                .map(text -> LastSeen.parse(file.toString(), text))
                .orElse(LastSeen.NOTHING);
    }

    /** Hash of the last picture of a camera that was kept; empty where there is none. */
    Optional<String> lastPicture(String camera) {
        return PrivateFiles.bytes(picture(camera)).map(Picture::sha256);
    }

    /** Keeps how the site came to be, for every report to come. */
    public void remember(SiteStory story) {
        PrivateFiles.write(state.file(STORY), story.json());
    }

    private SiteStory story() {
        var file = state.file(STORY);
        return PrivateFiles.read(file)
                .map(text -> SiteStory.parse(file.toString(), text))
                .orElse(SiteStory.NONE);
    }

    /** Remembers on which TCP ports the relay itself listens, for a proof that has no way to look there. */
    public void remember(Set<Integer> listening) {
        var file = state.file(RELAY);
        var text = Json.line(Json.object(
                "schema",
                "outpost.relay/1",
                "listening",
                listening.stream().sorted().toList()));
        if (!PrivateFiles.read(file).equals(Optional.of(text))) {
            PrivateFiles.write(file, text);
        }
    }

    /** The TCP ports on which the relay itself listens, from its last look. */
    public Set<Integer> listening() {
        var file = state.file(RELAY);
        return PrivateFiles.read(file)
                .map(text -> Yaml.parse(file.toString(), text).map().strings("listening").stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()))
                .orElse(SSH);
    }
}
