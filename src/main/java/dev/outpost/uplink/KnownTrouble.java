package dev.outpost.uplink;

import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Optional;

/** What is known against OpenWrt's releases and handlers: a resource, each line with where it was reported. */
record KnownTrouble(List<Entry> entries) {
    private static final String RESOURCE = "/dev/outpost/router/trouble.yaml";

    KnownTrouble {
        entries = List.copyOf(entries);
    }

    /**
     * One report.
     *
     * @param releases series that have it
     * @param handler that it concerns; empty: any
     * @param kind of uplink that it concerns; empty: any
     */
    record Entry(
            List<String> releases, Optional<Handler> handler, Optional<UplinkKind> kind, RouterFit.Trouble trouble) {
        Entry {
            releases = List.copyOf(releases);
        }

        boolean concerns(String release, Handler by, UplinkKind uplink) {
            return releases.contains(release)
                    && handler.map(by::equals).orElse(true)
                    && kind.map(uplink::equals).orElse(true);
        }
    }

    static KnownTrouble shipped() {
        return read(Resource.text(RESOURCE));
    }

    static KnownTrouble read(String text) {
        return new KnownTrouble(Yaml.parse("trouble.yaml", text).map().only("trouble").maps("trouble").stream()
                .map(KnownTrouble::entry)
                .toList());
    }

    private static Entry entry(YamlMap map) {
        map.only("releases", "proto", "kind", "says", "if", "source");
        return new Entry(
                map.strings("releases"),
                map.text("proto").map(UplinkHandlers.shipped()::handler),
                map.text("kind").map(UplinkHandlers::kind),
                new RouterFit.Trouble(map.requireString("says"), map.requireString("source"), map.string("if")));
    }

    List<RouterFit.Trouble> about(String release, Handler handler, UplinkKind kind) {
        return entries.stream()
                .filter(e -> e.concerns(release, handler, kind))
                .map(Entry::trouble)
                .toList();
    }
}
