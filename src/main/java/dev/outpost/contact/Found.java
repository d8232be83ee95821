package dev.outpost.contact;

import dev.outpost.laptop.Nic;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param segments one for each interface that was looked behind
 * @param routers what greets as dropbear does, in the order of the interfaces
 */
public record Found(List<Segment> segments, List<FoundRouter> routers) {
    public Found {
        segments = List.copyOf(segments);
        routers = List.copyOf(routers);
    }

    /** Exit 4 where no OpenWrt was found. */
    public Optional<Problem> problem() {
        if (routers.stream().anyMatch(FoundRouter::counts)) {
            return Optional.empty();
        }
        var names = segments.stream().map(segment -> segment.nic().name()).collect(Collectors.joining(", "));
        var missing = segments.stream()
                .flatMap(segment -> segment.missing().stream())
                .distinct()
                .toList();
        if (segments.stream().noneMatch(segment -> segment.nic().canAsk())) {
            return Optional.of(noCable(names));
        }
        return Optional.of(missing.isEmpty() ? nobody(names) : cannotAsk(missing));
    }

    /** In words, for whoever answered without being an OpenWrt. */
    private String others() {
        var hosts =
                segments.stream().mapToInt(segment -> segment.hosts().size()).sum();
        return hosts == 0 ? "" : "; of " + hosts + (hosts == 1 ? " host" : " hosts") + " there, none is one";
    }

    private static Problem noCable(String names) {
        return ProblemCode.FIND_NO_CABLE.problem(
                names.isEmpty()
                        ? "this computer has no wired interface"
                        : "no wired interface is up with an IPv6 address: " + names,
                names.isEmpty()
                        ? "only Ethernet counts: no radio, no tunnel"
                        : "the cable is out, the router is off, or IPv6 is switched off here",
                "plug the cable into a LAN port of the router, wait a minute, then run: outpost find");
    }

    private Problem nobody(String names) {
        return ProblemCode.FIND_NOTHING.problem(
                "no OpenWrt answers behind " + names + others(),
                "it is still starting, the cable is in its WAN port, or the router has another system",
                "wait a minute, try a LAN port, then run: outpost find");
    }

    private static Problem cannotAsk(List<String> missing) {
        return ProblemCode.FIND_NO_TOOL.problem(
                "this computer cannot ask who is on the cable",
                "it lacks " + String.join(", and ", missing),
                "install one of them, or run as root: outpost find; or give the address: outpost inspect ADDR");
    }

    /** The document, {@code outpost.find/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "schema", "outpost.find/1",
                "exit", problem().map(Problem::exit).orElse(Exit.DONE).code(),
                "problem", problem().map(Problem::document).orElse(null),
                "interfaces", segments.stream().map(Found::json).toList(),
                "routers", routers.stream().map(FoundRouter::json).toList());
    }

    private static Map<String, @Nullable Object> json(Segment segment) {
        Nic nic = segment.nic();
        return Json.object(
                "name", nic.name(),
                "wired", nic.wired(),
                "up", nic.canAsk(),
                "neighbours", segment.hosts().size(),
                "missing", segment.missing());
    }
}
