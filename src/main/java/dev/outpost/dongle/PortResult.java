package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.CgcontrdpParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one port said.
 *
 * @param answers by command, in the order asked
 * @param unasked what came without a question
 */
record PortResult(ProbedPort port, Map<AtCommand, AtResponse> answers, List<String> unasked) {
    PortResult {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        unasked = List.copyOf(unasked);
    }

    static PortResult of(PortTarget target, ProbedPort.Role role, String evidence) {
        return new PortResult(
                new ProbedPort(target.path(), target.interfaceNumber(), role, evidence), Map.of(), List.of());
    }

    /** The same with one more thing seen. */
    PortResult because(String seen) {
        var said = new ProbedPort(port.path(), port.interfaceNumber(), port.role(), port.evidence() + "; " + seen);
        return new PortResult(said, answers, unasked);
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
        return CgcontrdpParser.parse(lines(AtCommand.CONTEXT_GRANTED))
                .or(() -> CgcontrdpParser.parse(lines(AtCommand.CONTEXTS_GRANTED)));
    }
}
