package dev.outpost.dongle;

import dev.outpost.dongle.ProbedPort.Role;
import java.util.List;
import java.util.Optional;

/** What all ports of one dongle said. */
public final class PortReports {
    private final Target target;
    private final List<PortResult> results;

    PortReports(Target target, List<PortResult> results) {
        this.target = target;
        this.results = List.copyOf(results);
    }

    /** A dongle without any port to ask. */
    public static PortReports none(Target target) {
        return new PortReports(target, List.of());
    }

    public Target target() {
        return target;
    }

    public List<ProbedPort> ports() {
        return results.stream().map(PortResult::port).toList();
    }

    /** The port that told most: the elected one, else any that answers. */
    Optional<PortResult> best() {
        return results.stream()
                .filter(r -> r.port().role() == Role.AT || r.port().role() == Role.LOST)
                .filter(r -> r.answers().size() > 1)
                .max((a, b) -> Integer.compare(a.answers().size(), b.answers().size()))
                .or(() -> results.stream().filter(r -> r.port().answers()).findFirst());
    }
}
