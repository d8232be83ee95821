package dev.outpost.uplink;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
     * @param proto handler that it concerns; empty: any
     * @param kind of uplink that it concerns; empty: any
     */
    record Entry(List<String> releases, Optional<String> proto, Optional<String> kind, RouterFit.Trouble trouble) {
        Entry {
            releases = List.copyOf(releases);
        }

        boolean concerns(String release, String protocol, String uplink) {
            return releases.contains(release)
                    && proto.map(protocol::equals).orElse(true)
                    && kind.map(uplink::equals).orElse(true);
        }
    }

    static KnownTrouble shipped() {
        try (var in = KnownTrouble.class.getResourceAsStream(RESOURCE)) {
            return read(new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                map.string("proto"),
                map.string("kind"),
                new RouterFit.Trouble(map.requireString("says"), map.requireString("source"), map.string("if")));
    }

    List<RouterFit.Trouble> about(String release, String proto, String kind) {
        return entries.stream()
                .filter(e -> e.concerns(release, proto, kind))
                .map(Entry::trouble)
                .toList();
    }
}
