package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Phase;
import dev.outpost.uci.UciChange;
import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A named uci section becomes what it should be.
 *
 * @param uci the package
 * @param after what it shall be, all of it
 * @param before what it is now, if it is there
 * @param phase the last one where it lets somebody in from outside: once it is known who can call the router and what answers behind it
 */
public record SectionChange(String uci, UciSection after, Optional<UciSection> before, Phase phase)
        implements ConfigChange {
    /** A WireGuard key in base64, quotes and the option's name. */
    private static final int KEY_BYTES = 80;

    /** Services that read a package at their own start only, and are started anew by no restart of network or firewall. */
    private static final Map<String, String> READERS = Map.of("system", "sysntpd", "dhcp", "dnsmasq");

    /**
     * A section as it should be.
     *
     * @param kept options that are somebody else's business
     */
    public record Wanted(UciSection section, Set<String> kept) {
        public Wanted {
            if (section.name().length() > 60) {
                throw new IllegalArgumentException("not a section name: " + section.name());
            }
            section.options().forEach(option -> option.value().asList().forEach(Wanted::checked));
            kept = Set.copyOf(kept);
        }

        /** An empty value would delete its option (facts/behaviours.md#6), a line break would end the line of the batch. */
        private static void checked(String value) {
            if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("uci cannot hold this value in one line: " + value);
            }
        }

        /** With what is kept of the section that is there, each where it stands. */
        private UciSection over(Optional<UciSection> now) {
            var whole = section;
            for (var option : now.map(UciSection::options).orElse(List.of())) {
                if (kept.contains(option.name())) {
                    whole = whole.with(option.name(), option.value());
                }
            }
            return whole;
        }
    }

    public SectionChange(String uci, UciSection after, Optional<UciSection> before) {
        this(uci, after, before, Phase.CONFIG);
    }

    /** The same as one that lets somebody in. */
    public SectionChange opening() {
        return new SectionChange(uci, after, before, Phase.PUBLIC);
    }

    /**
     * The same as one that names a key which is born elsewhere first.
     *
     * @param option that will hold the key
     * @param where it is born, in a word or two: "on the relay"
     */
    public Unborn unborn(String option, String where) {
        var line = "uci set " + uci + "." + after.name() + "." + option + "=... (born " + where + " first)";
        return new Unborn(
                kind(),
                phase,
                describe() + ", " + option + " born " + where + " first",
                Stream.concat(exactly().stream(), Stream.of(line)).toList(),
                flashBytes() + KEY_BYTES);
    }

    /** What is missing, or nothing; the order of options is of no account. */
    public static Optional<SectionChange> missing(RouterFacts router, String uci, Wanted wanted) {
        var now = router.uci(uci).section(wanted.section().name());
        var change = new SectionChange(uci, wanted.over(now), now);
        return change.changes().isEmpty() ? Optional.empty() : Optional.of(change);
    }

    @Override
    public RouterFacts appliedTo(RouterFacts router) {
        return router.with(uci, router.uci(uci).with(after));
    }

    /** What has to be done, as values. A section of another type makes room first. */
    public List<UciChange> changes() {
        var same = before.filter(section -> section.type().equals(after.type()));
        var changes = new ArrayList<UciChange>();
        if (before.isPresent() && same.isEmpty()) {
            changes.add(new UciChange.DeleteSection(uci, after.name()));
        }
        changes.addAll(after.changesFrom(uci, same));
        return changes;
    }

    /** Lines for {@code uci batch}. */
    public List<String> edits() {
        return changes().stream().map(UciChange::batchLine).toList();
    }

    @Override
    public String describe() {
        var name = uci + "." + after.name();
        var same = before.filter(section -> section.type().equals(after.type()));
        if (same.isPresent()) {
            return "router: " + name + ": " + String.join(", ", differences(same.get()));
        }
        var options = after.options().stream()
                .map(option -> option.name() + " " + words(option))
                .collect(Collectors.joining(", "));
        return "router: " + name
                + (before.isPresent() ? " becomes " : " = ")
                + after.type()
                + (options.isEmpty() ? "" : ": " + options);
    }

    /** What is there already is told by what becomes different. */
    private List<String> differences(UciSection now) {
        var told = new ArrayList<String>();
        for (var option : after.options()) {
            var old = now.get(option.name()).map(value -> new UciOption(option.name(), value));
            if (!old.equals(Optional.of(option))) {
                told.add(option.name() + " " + words(option)
                        + old.map(is -> " (was " + was(is, option) + ")").orElse(""));
            }
        }
        now.options().stream()
                .filter(option -> after.get(option.name()).isEmpty())
                .forEach(option -> told.add("no " + option.name() + " (was " + words(option) + ")"));
        return told;
    }

    /** Where only the kind differs, the kind is what is told. */
    private static String was(UciOption now, UciOption wanted) {
        var same = now.value().asList().equals(wanted.value().asList());
        return same ? "the same as " + now.value().kind() : words(now);
    }

    private static String words(UciOption option) {
        return String.join(" ", option.value().asList());
    }

    @Override
    public String kind() {
        return phase == Phase.PUBLIC ? "opening" : "section";
    }

    @Override
    public List<Stroke> strokes() {
        var lines = Stroke.Lines.uci(edits(), Set.of(uci));
        return Optional.ofNullable(READERS.get(uci))
                .map(service -> List.<Stroke>of(
                        lines,
                        new Stroke.Alone(
                                Script.in(SectionChange.class, "service").with("SERVICE", service))))
                .orElse(List.of(lines));
    }

    @Override
    public boolean touches(String name, String section) {
        return uci.equals(name) && after.name().equals(section);
    }

    @Override
    public Restart restarts() {
        return restarts(uci, after);
    }

    static Restart restarts(String uci, UciSection section) {
        return switch (uci) {
            case "network" -> isTunnel(section) ? Restart.TUNNEL : Restart.NETWORK;
            case "wireless" -> Restart.NETWORK;
            default -> Restart.FIREWALL;
        };
    }

    private static boolean isTunnel(UciSection section) {
        return section.name().equals("outpost") || section.type().equals("wireguard_outpost");
    }

    /** fw4 makes chains for a zone and writes the name of a rule or redirect into a comment. */
    @Override
    public Optional<String> inRuleset() {
        var name = after.value("name");
        if (!uci.equals("firewall")) {
            return Optional.empty();
        }
        return switch (after.type()) {
            case "zone" -> name.map(zone -> after.name() + " chain input_" + zone);
            case "rule", "redirect", "nat" -> name.map(text -> after.name() + " \"!fw4: " + text + "\"");
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> exactly() {
        return edits().stream().map(line -> "uci " + line).toList();
    }

    @Override
    public long flashBytes() {
        return edits().stream().mapToLong(String::length).sum();
    }
}
