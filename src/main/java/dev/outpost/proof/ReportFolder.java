package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.FrameSize;
import dev.outpost.camera.StreamSeen;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.text.Hash;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        return PrivateFiles.bytes(picture(camera)).map(Hash::sha256);
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
        var known = Json.object(
                "schema",
                "outpost.relay/1",
                "listening",
                listening.stream().sorted().toList());
        var text = Json.line(known);
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

    /**
     * When each camera was last seen, and as what: kept beside its picture while later proofs fail. Holds no secret.
     *
     * @param cameras by name
     */
    public record LastSeen(Map<String, Camera> cameras) {
        /** Nothing was ever seen. */
        static final LastSeen NOTHING = new LastSeen(Map.of());

        static final String SCHEMA = "outpost.seen/1";

        public LastSeen {
            cameras = Collections.unmodifiableMap(new LinkedHashMap<>(cameras));
        }

        /**
         * One camera that was seen.
         *
         * @param at when its picture came
         * @param main path of the stream that was proven then
         * @param small path of the smaller one
         * @param stream what was played of it; empty where nobody played it
         */
        public record Camera(Instant at, String main, String small, Optional<Stream> stream) {}

        /**
         * A stream as it was played.
         *
         * @param kilobits a second
         */
        public record Stream(String codec, Optional<Integer> width, Optional<Integer> height, long kilobits) {
            private Map<String, @Nullable Object> json() {
                return Json.object("codec", codec, "width", width, "height", height, "kilobitsPerSecond", kilobits);
            }
        }

        /** The same with what a proof saw. */
        LastSeen with(SiteProof proof, Instant at) {
            var all = new LinkedHashMap<>(cameras);
            for (var camera : proof.cameras()) {
                if (camera.isProven()) {
                    var before =
                            Optional.ofNullable(all.get(camera.camera().name())).flatMap(Camera::stream);
                    all.put(camera.camera().name(), seen(camera, at, before));
                }
            }
            return new LastSeen(all);
        }

        private static Camera seen(CameraProof proof, Instant at, Optional<Stream> before) {
            var target = proof.camera();
            return new Camera(
                    at,
                    target.paths().main(),
                    target.paths().sub(),
                    proof.stream().map(LastSeen::stream).or(() -> before));
        }

        private static Stream stream(StreamSeen seen) {
            return new Stream(
                    seen.codec(),
                    seen.size().map(FrameSize::width),
                    seen.size().map(FrameSize::height),
                    seen.kilobitsPerSecond());
        }

        String json() {
            var seen = cameras.entrySet().stream().map(LastSeen::json).toList();
            return Json.pretty(Json.object("schema", SCHEMA, "cameras", seen)) + "\n";
        }

        private static Map<String, @Nullable Object> json(Map.Entry<String, Camera> entry) {
            var camera = entry.getValue();
            return Json.object(
                    "name", entry.getKey(),
                    "at", camera.at().toString(),
                    "main", camera.main(),
                    "small", camera.small(),
                    "stream", camera.stream().map(Stream::json));
        }

        static LastSeen parse(String file, String json) {
            var cameras = new LinkedHashMap<String, Camera>();
            for (var camera : Yaml.parse(file, json).map().maps("cameras")) {
                cameras.put(
                        camera.requireString("name"),
                        new Camera(
                                Instant.parse(camera.requireString("at")),
                                camera.requireString("main"),
                                camera.requireString("small"),
                                camera.map("stream").map(LastSeen::stream)));
            }
            return new LastSeen(cameras);
        }

        private static Stream stream(YamlMap stream) {
            return new Stream(
                    stream.requireString("codec"),
                    stream.integer("width", 1, 100_000),
                    stream.integer("height", 1, 100_000),
                    stream.integer("kilobitsPerSecond", 0, 10_000_000).orElse(0));
        }
    }
}
