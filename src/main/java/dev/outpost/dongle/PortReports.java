package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.dongle.ProbedPort.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all ports of one dongle said. */
public final class PortReports {
    private final Target target;
    private final List<Result> results;

    PortReports(Target target, List<Result> results) {
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
        return results.stream().map(Result::port).toList();
    }

    /** The port that told most: the elected one, else any that answers. */
    Optional<Result> best() {
        return results.stream()
                .filter(r -> r.port().role() == Role.AT || r.port().role() == Role.LOST)
                .filter(r -> r.answers().size() > 1)
                .max((a, b) -> Integer.compare(a.answers().size(), b.answers().size()))
                .or(() -> results.stream().filter(r -> r.port().answers()).findFirst());
    }

    /** By its descriptors; a bare port that answers is a modem, but not one that answers every question with an error: any line-ended device may. */
    public Mode mode() {
        return target.usb()
                .map(usb -> Layout.of(usb).mode())
                .orElseGet(() -> results.stream().anyMatch(r -> r.port().answers() && !r.refusesEverything())
                        ? Mode.MODEM
                        : Mode.UNKNOWN);
    }

    /** What the best port told, as facts; all unknown where none did. */
    public Facts facts() {
        return best().map(r -> new Facts(Identity.of(r), SimCard.of(r), Network.of(r), r.shownAnswers()))
                .orElse(new Facts(Identity.UNKNOWN, SimCard.UNKNOWN, Network.UNKNOWN, Map.of()));
    }

    /** Facts of one port; what names the SIM or the device is masked. */
    public record Facts(Identity identity, SimCard sim, Network network, Map<AtCommand, AtResponse> answers) {
        public Facts {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }
    }

    /**
     * What one port said.
     *
     * @param answers by command, in the order asked
     * @param unasked what came without a question
     */
    record Result(ProbedPort port, Map<AtCommand, AtResponse> answers, List<String> unasked) {
        Result {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
            unasked = List.copyOf(unasked);
        }

        static Result of(Target.Port target, ProbedPort.Role role, String evidence) {
            return new Result(
                    new ProbedPort(target.path(), target.interfaceNumber(), role, evidence), Map.of(), List.of());
        }

        /** The same with one more thing seen. */
        Result because(String seen) {
            var said = new ProbedPort(port.path(), port.interfaceNumber(), port.role(), port.evidence() + "; " + seen);
            return new Result(said, answers, unasked);
        }

        /** It was asked who it is, and told nothing. */
        boolean refusesEverything() {
            return port.role() == ProbedPort.Role.AT_LIMITED && answers.containsKey(AtCommand.MANUFACTURER);
        }

        List<String> lines(AtCommand command) {
            var answer = answers.get(command);
            return answer == null ? List.of() : answer.lines();
        }

        /** All answers but those that name the SIM or the device. */
        Map<AtCommand, AtResponse> shownAnswers() {
            var shown = new LinkedHashMap<>(answers);
            shown.keySet().removeIf(AtCommand::isPrivate);
            return shown;
        }

        Optional<String> grantedApn() {
            return NetworkAnswers.cgcontrdp(lines(AtCommand.CONTEXT_GRANTED))
                    .or(() -> NetworkAnswers.cgcontrdp(lines(AtCommand.CONTEXTS_GRANTED)));
        }
    }
}
