package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Phase;
import dev.outpost.uci.UciSection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change of a router's configuration in UCI. */
public sealed interface ConfigChange extends RouterChange
        permits SectionChange,
                LanMoves,
                ConfigChange.ZoneGets,
                ConfigChange.Drop,
                ConfigChange.Opens,
                ConfigChange.TakeOff,
                ConfigChange.Unborn {
    @Override
    default Phase phase() {
        return Phase.CONFIG;
    }

    /**
     * An interface comes into a zone.
     *
     * @param place of the zone's section among those of its type, as the look saw it
     */
    record ZoneGets(int place, String zone, String network) implements ConfigChange {
        /** A line for {@code uci batch}. */
        public String edit() {
            return "add_list firewall.@zone[" + place + "].network='" + network + "'";
        }

        @Override
        public String describe() {
            return "router: firewall zone " + zone + " gets the interface " + network;
        }

        @Override
        public String kind() {
            return "zone";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(Stroke.Lines.uci(List.of(edit()), Set.of("firewall")));
        }

        @Override
        public Restart restarts() {
            return Restart.FIREWALL;
        }

        @Override
        public List<String> exactly() {
            return List.of("uci " + edit());
        }

        @Override
        public long flashBytes() {
            return edit().length();
        }
    }

    /** A section of our own that nothing asks for any more. */
    record Drop(String uci, UciSection section) implements ConfigChange {
        /** Those whose names begin so, besides the wanted ones. */
        public static List<Drop> besides(
                RouterFacts router, String uci, String prefix, List<SectionChange.Wanted> wanted) {
            var names = wanted.stream().map(each -> each.section().name()).collect(Collectors.toSet());
            return router.uci(uci).sections().stream()
                    .filter(section -> section.name().startsWith(prefix) && !names.contains(section.name()))
                    .map(section -> new Drop(uci, section))
                    .toList();
        }

        private String edit() {
            return "delete " + uci + "." + section.name();
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.with(uci, before.uci(uci).without(section.name()));
        }

        @Override
        public String describe() {
            return "router: " + uci + "." + section.name() + " goes";
        }

        @Override
        public String kind() {
            return "section";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(Stroke.Lines.uci(List.of(edit()), Set.of(uci)));
        }

        @Override
        public Restart restarts() {
            return SectionChange.restarts(uci, section);
        }

        @Override
        public boolean touches(String name, String other) {
            return uci.equals(name) && section.name().equals(other);
        }

        @Override
        public List<String> exactly() {
            return List.of("uci " + edit());
        }
    }

    /** A section that lets somebody in from outside: made last, once it is known who can call the router and what answers behind it. */
    record Opens(SectionChange section) implements ConfigChange {
        @Override
        public String describe() {
            return section.describe();
        }

        @Override
        public String kind() {
            return "opening";
        }

        @Override
        public Phase phase() {
            return Phase.PUBLIC;
        }

        @Override
        public List<Stroke> strokes() {
            return section.strokes();
        }

        @Override
        public Restart restarts() {
            return Restart.FIREWALL;
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return section.appliedTo(before);
        }

        @Override
        public Optional<String> inRuleset() {
            return section.inRuleset();
        }

        @Override
        public boolean touches(String uci, String name) {
            return section.touches(uci, name);
        }

        @Override
        public List<String> exactly() {
            return section.exactly();
        }

        @Override
        public long flashBytes() {
            return section.flashBytes();
        }
    }

    /**
     * All that is ours leaves the router; wan, LAN and password stay.
     *
     * @param sections of network and firewall, {@code firewall.outpost_zone}
     */
    record TakeOff(List<String> sections) implements ConfigChange {
        public TakeOff {
            sections = List.copyOf(sections);
        }

        /** Every section that we named: all of them begin with our name. */
        public static TakeOff of(RouterFacts router) {
            return new TakeOff(Stream.of("network", "firewall", "wireless", "dhcp")
                    .flatMap(uci -> router.uci(uci).sections().stream()
                            .map(UciSection::name)
                            .filter(name -> name.equals("outpost") || name.startsWith("outpost_"))
                            .map(name -> uci + "." + name))
                    .toList());
        }

        @Override
        public String describe() {
            return "router: tunnel, redirects, services and marker are taken off; wan and LAN stay";
        }

        @Override
        public String kind() {
            return "release";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    Stroke.Lines.uci(
                            sections.stream().map(name -> "delete " + name).toList(),
                            sections.stream()
                                    .map(name -> name.replaceFirst("\\..*", ""))
                                    .collect(Collectors.toCollection(LinkedHashSet::new))),
                    new Stroke.Alone(Script.in(RouterChange.class, "release")));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("tunnel, redirects, services and marker are taken off; wan and LAN stay");
        }

        @Override
        public List<String> exactly() {
            return sections.stream().map(name -> "uci delete " + name).toList();
        }
    }

    /**
     * A section that names a key which is born elsewhere first: shown in a plan, and planned anew with the key once that is there.
     *
     * @param section as far as it is known
     * @param option that will hold the key
     * @param where it is born, in a word or two: "on the relay"
     */
    record Unborn(SectionChange section, String option, String where) implements ConfigChange {
        @Override
        public String describe() {
            return section.describe() + ", " + option + " born " + where + " first";
        }

        @Override
        public String kind() {
            return section.kind();
        }

        @Override
        public Phase phase() {
            return section.phase();
        }

        /** @throws IllegalStateException always: it is planned anew first */
        @Override
        public List<Stroke> strokes() {
            throw new IllegalStateException(describe());
        }

        @Override
        public List<String> exactly() {
            var name = section.uci() + "." + section.after().name() + "." + option;
            return Stream.concat(
                            section.exactly().stream(),
                            Stream.of("uci set " + name + "=... (born " + where + " first)"))
                    .toList();
        }

        @Override
        public long flashBytes() {
            return section.flashBytes() + KEY_BYTES;
        }

        /** A WireGuard key in base64, quotes and the option's name. */
        private static final int KEY_BYTES = 80;
    }
}
