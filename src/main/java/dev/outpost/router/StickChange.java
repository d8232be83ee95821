package dev.outpost.router;

import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.step.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A HiLink stick before wan is told from the router what to do with calls from outside, or to do so no more. What was opened is noted on the router:
 * only that is ever shut again.
 *
 * @param door what is opened or shut
 * @param note the router's own: of what is open now, or that it goes
 */
public record StickChange(Hilink door, ConfigChange note) implements RouterChange {
    private static final String NOTE = "stick";

    /** It is opened. */
    public static StickChange opens(Hilink door, RouterFacts router) {
        var wanted = Sections.section(NOTE, NOTE).option("opened", door.word()).build();
        return new StickChange(
                door,
                SectionChange.missing(router, "outpost", wanted)
                        .orElseGet(() -> new SectionChange("outpost", wanted.section(), Optional.empty())));
    }

    /** What was opened and is asked for no more. */
    public static List<StickChange> shuts(RouterFacts router, Optional<Hilink> wish) {
        return Stream.of(Hilink.values())
                .filter(door -> isNoted(router, door) && !wish.equals(Optional.of(door)))
                .flatMap(door -> ConfigChange.Drop.besides(router, "outpost", NOTE, List.of()).stream()
                        .map(note -> new StickChange(door, note)))
                .toList();
    }

    /** Whether it was opened by us. */
    public static boolean isNoted(RouterFacts router, Hilink door) {
        return router.uci("outpost")
                .section(NOTE)
                .flatMap(section -> section.value("opened"))
                .equals(Optional.of(door.word()));
    }

    private boolean opens() {
        return !(note instanceof ConfigChange.Drop);
    }

    private String words() {
        return switch (door) {
            case DMZ ->
                opens() ? "leads what comes from outside to the router" : "leads nothing from outside to the router";
            case FULL_CONE ->
                opens() ? "keeps open to everybody what the router opened" : "keeps nothing open to everybody";
        };
    }

    @Override
    public String describe() {
        return "router: the stick before wan " + words() + (opens() ? ", where its SIM's address is public" : "");
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
        var set = StickFacts.script("stick-set").with("DOOR", door.word()).with("ON", opens() ? 1 : 0);
        return Stream.concat(Stream.of(new Stroke.Alone(set)), note.strokes().stream())
                .toList();
    }

    @Override
    public Optional<String> made() {
        return Optional.of(
                "the stick before wan " + words() + (opens() ? ", read back from it" : ", where it answers"));
    }

    @Override
    public RouterFacts appliedTo(RouterFacts before) {
        return note.appliedTo(before);
    }

    @Override
    public List<String> exactly() {
        var path = door == Hilink.DMZ ? "/api/security/dmz, DmzStatus " : "/api/security/nat, NATType ";
        return Stream.concat(Stream.of("POST to the stick: " + path + (opens() ? 1 : 0)), note.exactly().stream())
                .toList();
    }

    @Override
    public long flashBytes() {
        return note.flashBytes();
    }
}
