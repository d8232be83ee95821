package dev.outpost.uplink;

import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One possible uplink with what speaks for and against it, and what an OpenWrt router needs for it.
 *
 * @param device a node of the machine that looked: a cdc-wdm channel, the tty that dials, or a network interface; empty while unknown
 * @param handler of netifd
 * @param packages what to ask for by name; each brings its dependencies
 * @param options of the interface section; {@code device} is a node on the router, empty while unknown
 */
public record Candidate(
        UplinkKind kind,
        Optional<String> device,
        Confidence confidence,
        List<String> reasons,
        List<String> against,
        Handler handler,
        List<String> packages,
        Map<String, Optional<String>> options) {
    public Candidate {
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
        packages = List.copyOf(packages);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** As documents write it. */
    Map<String, @Nullable Object> document() {
        return Json.object(
                "kind",
                kind.word(),
                "confidence",
                confidence.word(),
                "device",
                device,
                "reasons",
                reasons,
                "against",
                against,
                "openwrt",
                Json.object("proto", handler.proto(), "packages", packages, "options", options));
    }

    /** Read back. */
    static Candidate read(YamlMap map) {
        var kind = UplinkHandlers.kind(map.require("kind").text());
        var needs = map.require("openwrt").map();
        var options = new LinkedHashMap<String, Optional<String>>();
        needs.map("options")
                .ifPresent(o -> o.values().forEach((key, value) -> {
                    var text = value.text();
                    options.put(key, Optional.of(text).filter(t -> !t.isNull()).map(YamlText::value));
                }));
        return new Candidate(
                kind,
                map.string("device"),
                map.word("confidence", Confidence.class).orElse(Confidence.GUESS),
                map.strings("reasons"),
                map.strings("against"),
                UplinkHandlers.shipped().handler(needs.require("proto").text()),
                needs.strings("packages"),
                options);
    }
}
