package dev.outpost.uplink;

import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.text.Json;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One possible uplink with what speaks for and against it. */
public record Candidate(
        Uplink uplink, Confidence confidence, List<String> reasons, List<String> against, OpenWrtNeeds openwrt) {
    public Candidate {
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }

    public UplinkKind kind() {
        return uplink.kind();
    }

    /** Of netifd. */
    Handler handler() {
        return openwrt.handler();
    }

    /** What a router needs for it, by name. */
    public List<String> packages() {
        return openwrt.packages();
    }

    /** As documents write it. */
    Map<String, @Nullable Object> document() {
        return Json.object(
                "kind", kind().word(),
                "confidence", confidence.word(),
                "device", uplink.device(),
                "reasons", reasons(),
                "against", against(),
                "openwrt",
                        Json.object(
                                "proto", handler().proto(),
                                "packages", packages(),
                                "options", openwrt.options()));
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
                Uplink.of(kind, map.string("device")),
                map.word("confidence", Confidence.class).orElse(Confidence.GUESS),
                map.strings("reasons"),
                map.strings("against"),
                new OpenWrtNeeds(
                        UplinkHandlers.shipped().handler(needs.require("proto").text()),
                        needs.strings("packages"),
                        options));
    }
}
