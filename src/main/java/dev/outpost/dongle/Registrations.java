package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CregParser;
import dev.outpost.dongle.Network.Registration;
import dev.outpost.dongle.Network.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the registrations of a modem in the 4G, 5G, 3G and telephone networks come to for data. The stats of 3GPP TS 27.007 sections 7.2, 10.1.20,
 * 10.1.22 and 10.1.47; the networks that carry packets count before the telephone network ({@code +CREG}).
 */
record Registrations(List<Integer> packet, List<Integer> telephone) {
    static final List<AtCommand> PACKET =
            List.of(AtCommand.REGISTRATION_EPS, AtCommand.REGISTRATION_5G, AtCommand.REGISTRATION_GPRS);

    private static final List<Integer> HOME = List.of(1, 9);
    private static final List<Integer> ROAMING = List.of(5, 10);
    private static final List<Integer> SMS_ONLY = List.of(6, 7);
    private static final List<Integer> EMERGENCY_ONLY = List.of(8, 11);
    private static final List<Integer> DENIED = List.of(3);
    private static final List<Integer> SEARCHING = List.of(2, 0);

    Registrations {
        packet = List.copyOf(packet);
        telephone = List.copyOf(telephone);
    }

    /** Out of the answers' lines. */
    static Registrations of(Function<AtCommand, List<String>> answers) {
        return new Registrations(
                PACKET.stream()
                        .flatMap(command -> CregParser.parse(command, answers.apply(command)).stream())
                        .toList(),
                CregParser.parse(AtCommand.REGISTRATION, answers.apply(AtCommand.REGISTRATION)).stream()
                        .toList());
    }

    boolean isRegistered() {
        return registration() == Registration.HOME || registration() == Registration.ROAMING;
    }

    /** Registered for messages or for emergency calls only is denied, as far as data goes. */
    Registration registration() {
        return decided(packet)
                .or(() -> decided(telephone))
                .orElse(
                        any(packet, SEARCHING) || any(telephone, SEARCHING)
                                ? Registration.SEARCHING
                                : Registration.UNKNOWN);
    }

    private static Optional<Registration> decided(List<Integer> stats) {
        if (any(stats, HOME)) {
            return Optional.of(Registration.HOME);
        }
        if (any(stats, ROAMING)) {
            return Optional.of(Registration.ROAMING);
        }
        var isDenied = any(stats, SMS_ONLY) || any(stats, EMERGENCY_ONLY) || any(stats, DENIED);
        return isDenied ? Optional.of(Registration.DENIED) : Optional.empty();
    }

    /** What a registration is good for, where there is one. */
    Optional<Service> service() {
        if (isRegistered()) {
            return Optional.of(Service.FULL);
        }
        var all = Stream.concat(packet.stream(), telephone.stream()).toList();
        if (any(all, SMS_ONLY)) {
            return Optional.of(Service.SMS_ONLY);
        }
        return any(all, EMERGENCY_ONLY) ? Optional.of(Service.EMERGENCY_ONLY) : Optional.empty();
    }

    private static boolean any(List<Integer> stats, List<Integer> wanted) {
        return stats.stream().anyMatch(wanted::contains);
    }
}
