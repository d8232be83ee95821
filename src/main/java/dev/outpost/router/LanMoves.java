package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Phase;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The LAN gets another address: every session over it ends, link-local ones too (facts/behaviours.md#23).
 *
 * @param from address and prefix now
 * @param sections of network and dhcp that change
 */
public record LanMoves(String from, String to, List<SectionChange> sections) implements ConfigChange {
    public LanMoves {
        sections = List.copyOf(sections);
    }

    @Override
    public Optional<LanMoves> movesLan() {
        return Optional.of(this);
    }

    /** Without the prefix. */
    public String address() {
        return to.replaceFirst("/.*", "");
    }

    @Override
    public String describe() {
        var pool = sections.stream()
                .filter(section -> section.uci().equals("dhcp"))
                .findFirst();
        return (from.equals(to) ? "router: LAN " + to : "router: LAN moves from " + from + " to " + to)
                + pool.map(dhcp -> "; its DHCP server hands out "
                                + dhcp.after().value("limit").orElse("") + " addresses from number "
                                + dhcp.after().value("start").orElse(""))
                        .orElse("");
    }

    @Override
    public String kind() {
        return "lan";
    }

    @Override
    public Phase phase() {
        return Phase.LAN;
    }

    @Override
    public List<Stroke> strokes() {
        var edits = sections.stream().flatMap(each -> each.edits().stream()).toList();
        var packages = sections.stream().map(SectionChange::uci).collect(Collectors.toCollection(LinkedHashSet::new));
        return List.of(
                Stroke.Lines.uci(edits, packages),
                new Stroke.Alone(Script.in(RouterChange.class, "lan-move").with("ADDRESS", address())));
    }

    @Override
    public List<String> exactly() {
        return sections.stream().flatMap(each -> each.exactly().stream()).toList();
    }

    @Override
    public long flashBytes() {
        return sections.stream().mapToLong(SectionChange::flashBytes).sum();
    }
}
