package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Phase;
import dev.outpost.uci.UciSection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change of a router's configuration in UCI. */
public sealed interface ConfigChange extends RouterChange permits SectionChange, LanMoves, ConfigChange.Drop {
    @Override
    default Phase phase() {
        return Phase.CONFIG;
    }

    /** What makes these sections be there, and no others of ours whose names begin so. */
    static List<RouterChange> only(
            RouterFacts router, String uci, List<SectionChange.Wanted> wanted, String... prefixes) {
        return Stream.concat(
                        wanted.stream().flatMap(each -> SectionChange.missing(router, uci, each).stream()),
                        Stream.of(prefixes).flatMap(prefix -> Drop.besides(router, uci, prefix, wanted).stream()))
                .<RouterChange>map(change -> change)
                .toList();
    }

    /** All that is ours leaves the router, each section that we named: all of them begin with our name; wan, LAN and password stay. */
    static RouterChange takeOff(RouterFacts router) {
        var sections = Stream.of("network", "firewall", "wireless", "dhcp")
                .flatMap(uci -> router.uci(uci).sections().stream()
                        .map(UciSection::name)
                        .filter(name -> name.equals("outpost") || name.startsWith("outpost_"))
                        .map(name -> uci + "." + name))
                .toList();
        var edits = sections.stream().map(name -> "delete " + name).toList();
        var packages = sections.stream()
                .map(name -> name.replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var words = "tunnel, redirects, services and marker are taken off; wan and LAN stay";
        return Plain.of(
                        "release",
                        Phase.CONFIG,
                        words,
                        Stroke.Lines.uci(edits, packages),
                        new Stroke.Alone(Script.in(RouterChange.class, "release")))
                .telling(words)
                .by(edits);
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
}
