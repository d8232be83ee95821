package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.at.Signal;
import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The radio as the modem sees it.
 *
 * @param service what the registration is good for; empty where there is none
 * @param radio whether the radio is on; empty where the modem does not tell
 * @param technology {@code lte}, {@code umts}, {@code gsm}, {@code nr}
 * @param rssi dBm, from AT+CSQ: misleading on LTE
 * @param rsrp dBm
 * @param rsrq dB
 * @param sinr dB
 * @param address IPv4 address that the network has granted, where a context is up
 * @param grantedApn the APN that the network says is in use
 */
public record Network(
        Registration registration,
        Optional<Service> service,
        Optional<Radio> radio,
        Optional<String> technology,
        Optional<Double> rssi,
        Optional<Double> rsrp,
        Optional<Double> rsrq,
        Optional<Double> sinr,
        Optional<String> address,
        Optional<String> grantedApn) {

    public static final Network UNKNOWN = new Network(
            Registration.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The registrations of the JSON document. */
    public enum Registration implements Word {
        HOME,
        ROAMING,
        SEARCHING,
        DENIED,
        UNKNOWN;
    }

    /** What a registration is good for. */
    public enum Service implements Word {
        FULL,
        SMS_ONLY,
        EMERGENCY_ONLY;
    }

    /** The radio's own switch. */
    public enum Radio implements Word {
        ON,
        OFF;
    }

    /** Nothing can register. */
    public boolean isRadioOff() {
        return radio.filter(is -> is == Radio.OFF).isPresent();
    }

    /** As a port told it. */
    static Network of(PortReports.Result said) {
        var signal = signal(said);
        var registrations = Registrations.of(said::lines);
        var radio = radio(said, registrations);
        return new Network(
                radio.filter(is -> is == Radio.OFF).isPresent() ? Registration.UNKNOWN : registrations.registration(),
                registrations.service(),
                radio,
                technology(said, registrations, signal),
                signal.rssi(),
                signal.rsrp(),
                signal.rsrq(),
                signal.sinr(),
                address(said),
                said.grantedApn());
    }

    private static Signal signal(PortReports.Result said) {
        return Stream.of(AtCommand.SIGNAL_EXTENDED, AtCommand.QUECTEL_CELL, AtCommand.SIMCOM_CELL, AtCommand.SIGNAL)
                .map(asked -> Signal.of(asked, said.lines(asked)))
                .reduce(Signal.of(AtCommand.HUAWEI_SIGNAL, hcsq(said)), Signal::or);
    }

    /** Of a modem that says it has no operator only what its maker's own answers name counts: the cell that it listens to. */
    private static Optional<String> technology(PortReports.Result said, Registrations registrations, Signal signal) {
        var serving = NetworkAnswers.cops(said.lines(AtCommand.OPERATOR));
        var listens = NetworkAnswers.sysinfoex(said.lines(AtCommand.HUAWEI_SYSTEM))
                .flatMap(NetworkAnswers.SystemInfo::technology)
                .or(() -> Signal.of(AtCommand.HUAWEI_SIGNAL, hcsq(said)).technology());
        var hasNone = serving.filter(s -> s.operator().isEmpty()).isPresent() && !registrations.isRegistered();
        return hasNone
                ? listens
                : serving.flatMap(NetworkAnswers.Serving::technology)
                        .or(() -> listens)
                        .or(signal::technology);
    }

    private static List<String> hcsq(PortReports.Result said) {
        return said.lines(AtCommand.HUAWEI_SIGNAL).isEmpty() ? said.unasked() : said.lines(AtCommand.HUAWEI_SIGNAL);
    }

    /** Of a radio that is off nothing can be registered: what the modem says of it is left over. */
    private static Optional<Radio> radio(PortReports.Result said, Registrations registrations) {
        var functionality = NetworkAnswers.cfun(said.lines(AtCommand.FUNCTION));
        if (registrations.isRegistered()) {
            return Optional.of(Radio.ON);
        }
        var isOff = functionality.filter(NetworkAnswers.Functionality::isOff).isPresent()
                || NetworkAnswers.rfswitch(said.lines(AtCommand.HUAWEI_RADIO)).equals(Optional.of(false));
        return isOff
                ? Optional.of(Radio.OFF)
                : functionality.filter(NetworkAnswers.Functionality::isFull).map(f -> Radio.ON);
    }

    private static Optional<String> address(PortReports.Result said) {
        return NetworkAnswers.dhcp(said.lines(AtCommand.HUAWEI_DHCP))
                .or(() -> NetworkAnswers.address(AtCommand.CONTEXT_ADDRESS, said.lines(AtCommand.CONTEXT_ADDRESS)))
                .or(() -> NetworkAnswers.address(AtCommand.CONTEXT_GRANTED, said.lines(AtCommand.CONTEXT_GRANTED)));
    }

    /**
     * What the registrations of a modem in the 4G, 5G, 3G and telephone networks come to for data. The stats of 3GPP TS 27.007 sections 7.2, 10.1.20,
     * 10.1.22 and 10.1.47; the networks that carry packets count before the telephone network ({@code +CREG}).
     */
    record Registrations(List<Integer> packet, List<Integer> telephone) {
        private static final List<AtCommand> PACKET =
                List.of(AtCommand.REGISTRATION_EPS, AtCommand.REGISTRATION_5G, AtCommand.REGISTRATION_GPRS);

        Registrations {
            packet = List.copyOf(packet);
            telephone = List.copyOf(telephone);
        }

        /** Out of the answers' lines. */
        static Registrations of(Function<AtCommand, List<String>> answers) {
            return new Registrations(
                    PACKET.stream()
                            .flatMap(command -> NetworkAnswers.creg(command, answers.apply(command)).stream())
                            .toList(),
                    NetworkAnswers.creg(AtCommand.REGISTRATION, answers.apply(AtCommand.REGISTRATION)).stream()
                            .toList());
        }

        boolean isRegistered() {
            return registration() == Registration.HOME || registration() == Registration.ROAMING;
        }

        Registration registration() {
            return decided(packet)
                    .or(() -> decided(telephone))
                    .orElse(
                            any(stat -> meaning(stat) == Registration.SEARCHING)
                                    ? Registration.SEARCHING
                                    : Registration.UNKNOWN);
        }

        private static Optional<Registration> decided(List<Integer> stats) {
            return Stream.of(Registration.HOME, Registration.ROAMING, Registration.DENIED)
                    .filter(each -> stats.stream().anyMatch(stat -> meaning(stat) == each))
                    .findFirst();
        }

        /** Registered for messages or for emergency calls only is denied, as far as data goes. */
        private static Registration meaning(int stat) {
            return switch (stat) {
                case 1, 9 -> Registration.HOME;
                case 5, 10 -> Registration.ROAMING;
                case 3, 6, 7, 8, 11 -> Registration.DENIED;
                case 0, 2 -> Registration.SEARCHING;
                default -> Registration.UNKNOWN;
            };
        }

        /** What a registration is good for, where there is one. */
        Optional<Service> service() {
            if (isRegistered()) {
                return Optional.of(Service.FULL);
            }
            return any(List.of(6, 7)::contains)
                    ? Optional.of(Service.SMS_ONLY)
                    : any(List.of(8, 11)::contains) ? Optional.of(Service.EMERGENCY_ONLY) : Optional.empty();
        }

        private boolean any(Predicate<Integer> is) {
            return Stream.concat(packet.stream(), telephone.stream()).anyMatch(is);
        }
    }
}
