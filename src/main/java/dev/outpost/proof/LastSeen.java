package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.FrameSize;
import dev.outpost.camera.StreamSeen;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    public record Stream(String codec, Optional<Integer> width, Optional<Integer> height, long kilobits) {}

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
        return Json.pretty(Json.object(
                        "schema",
                        SCHEMA,
                        "cameras",
                        cameras.entrySet().stream().map(LastSeen::json).toList()))
                + "\n";
    }

    private static Map<String, @Nullable Object> json(Map.Entry<String, Camera> entry) {
        var camera = entry.getValue();
        return Json.object(
                "name",
                entry.getKey(),
                "at",
                camera.at().toString(),
                "main",
                camera.main(),
                "small",
                camera.small(),
                "stream",
                camera.stream()
                        .map(stream -> Json.object(
                                "codec", stream.codec(),
                                "width", stream.width().orElse(null),
                                "height", stream.height().orElse(null),
                                "kilobitsPerSecond", stream.kilobits()))
                        .orElse(null));
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
