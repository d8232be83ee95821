package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.step.Phase;
import dev.outpost.uci.UciSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A HiLink stick before wan is told from the router what to do with calls from outside, or to do again what it did before. What was opened is noted
 * on the router, beside what its guard puts back: a run that is undone, or dies, leaves the note, and the next one shuts what nobody asks for.
 *
 * @param door what is opened or shut
 * @param opens whether it is opened; else it is shut, or as it was before
 */
public record StickChange(Hilink door, boolean opens) implements RouterChange {
    /** It is opened. */
    public static StickChange opens(Hilink door) {
        return new StickChange(door, true);
    }

    /** What was opened and is asked for no more. */
    public static List<StickChange> shuts(RouterFacts router, Optional<Hilink> wish) {
        return Stream.of(Hilink.values())
                .filter(door ->
                        router.uci("outpost").section(note(door)).isPresent() && !wish.equals(Optional.of(door)))
                .map(door -> new StickChange(door, false))
                .toList();
    }

    private static String note(Hilink door) {
        return "stick_" + door.word().replace('-', '_');
    }

    private String words() {
        return switch (door) {
            case DMZ ->
                opens ? "leads what comes from outside to the router" : "leads nothing from outside to the router";
            case FULL_CONE ->
                opens ? "keeps open to everybody what the router opened" : "keeps nothing open to everybody";
        };
    }

    @Override
    public String describe() {
        return "router: the stick before wan " + words() + (opens ? ", where its SIM's address is public" : "");
    }

    @Override
    public String kind() {
        return "stick";
    }

    @Override
    public String subject() {
        return door.word();
    }

    @Override
    public Phase phase() {
        return Phase.PUBLIC;
    }

    @Override
    public List<Stroke> strokes() {
        return List.of(new Stroke.Alone(script()));
    }

    private Script script() {
        return StickFacts.script("stick-set").with("DOOR", door.word()).with("ON", opens ? 1 : 0);
    }

    @Override
    public Optional<Script> takenBack() {
        return opens ? Optional.of(new StickChange(door, false).script()) : Optional.empty();
    }

    @Override
    public Optional<String> made() {
        return Optional.of("the stick before wan " + words()
                + (opens ? ", read back from it" : ", where it answers and nobody set it otherwise since"));
    }

    @Override
    public RouterFacts appliedTo(RouterFacts before) {
        var known = before.uci("outpost");
        var noted = UciSection.named("stick", note(door)).with("opened", door.word());
        return before.with("outpost", opens ? known.with(noted) : known.without(note(door)));
    }

    @Override
    public List<String> exactly() {
        var path = door == Hilink.DMZ ? "/api/security/dmz, DmzStatus " : "/api/security/nat, NATType ";
        return opens
                ? List.of(
                        "POST to the stick: " + path + 1,
                        "note of it and of what it was: /etc/outpost/stick-" + door.word())
                : List.of(
                        "POST to the stick: " + path + "0, or as it was before",
                        "note of it goes: /etc/outpost/stick-" + door.word());
    }
}
