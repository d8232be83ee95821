package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was found out about one dongle: evidence, no verdict.
 *
 * @param usb empty where only a bare port was named
 * @param answers what the elected AT port said, by command
 * @param profile name of the device profile that matched
 * @param tried "from tables only", or who tried it on hardware and when
 */
public record ProbeReport(
        Optional<UsbDevice> usb,
        Mode mode,
        List<ProbedPort> ports,
        Identity identity,
        SimCard sim,
        Network network,
        Map<AtCommand, AtResponse> answers,
        Optional<String> profile,
        String tried,
        List<String> warnings) {

    /** What a verdict says of itself as long as nobody has tried the device. */
    public static final String FROM_TABLES = "from tables only";

    public ProbeReport {
        ports = List.copyOf(ports);
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        warnings = List.copyOf(warnings);
    }

    /** The port that answers best: a full AT port before a limited one. */
    public Optional<ProbedPort> atPort() {
        return ports.stream()
                .filter(p -> p.role() == ProbedPort.Role.AT)
                .findFirst()
                .or(() -> ports.stream().filter(ProbedPort::answers).findFirst());
    }

    /** The number of that port's USB interface. */
    public Optional<Integer> atInterface() {
        return atPort().flatMap(ProbedPort::interfaceNumber);
    }

    /** The telephone or computer that it is taken for, where no profile knows it better. */
    public Optional<Phone> phone() {
        return usb.filter(_ -> profile.isEmpty() && mode != Mode.DOWNLOAD)
                .map(Layout::of)
                .flatMap(Phone::of);
    }

    /** The answer to this question, where it was asked. */
    public Optional<AtResponse> answer(AtCommand command) {
        return Optional.ofNullable(answers.get(command));
    }

    /** The same with these warnings. */
    public ProbeReport with(List<String> said) {
        return new ProbeReport(usb, mode, ports, identity, sim, network, answers, profile, tried, said);
    }
}
