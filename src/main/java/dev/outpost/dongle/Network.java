package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CfunParser;
import dev.outpost.at.CopsParser;
import dev.outpost.at.DhcpParser;
import dev.outpost.at.HcsqParser;
import dev.outpost.at.PdpAddressParser;
import dev.outpost.at.RfswitchParser;
import dev.outpost.at.Signal;
import dev.outpost.at.SysinfoexParser;
import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;
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
    static Network of(PortResult said) {
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

    private static Signal signal(PortResult said) {
        return Stream.of(AtCommand.SIGNAL_EXTENDED, AtCommand.QUECTEL_CELL, AtCommand.SIMCOM_CELL, AtCommand.SIGNAL)
                .map(asked -> Signal.of(asked, said.lines(asked)))
                .reduce(HcsqParser.parse(hcsq(said)), Signal::or);
    }

    /** Of a modem that says it has no operator only what its maker's own answers name counts: the cell that it listens to. */
    private static Optional<String> technology(PortResult said, Registrations registrations, Signal signal) {
        var serving = CopsParser.parse(said.lines(AtCommand.OPERATOR));
        var listens = SysinfoexParser.parse(said.lines(AtCommand.HUAWEI_SYSTEM))
                .flatMap(SysinfoexParser.SystemInfo::technology)
                .or(() -> HcsqParser.parse(hcsq(said)).technology());
        var hasNone = serving.filter(s -> s.operator().isEmpty()).isPresent() && !registrations.isRegistered();
        return hasNone
                ? listens
                : serving.flatMap(CopsParser.Serving::technology)
                        .or(() -> listens)
                        .or(signal::technology);
    }

    private static List<String> hcsq(PortResult said) {
        return said.lines(AtCommand.HUAWEI_SIGNAL).isEmpty() ? said.unasked() : said.lines(AtCommand.HUAWEI_SIGNAL);
    }

    /** Of a radio that is off nothing can be registered: what the modem says of it is left over. */
    private static Optional<Radio> radio(PortResult said, Registrations registrations) {
        var functionality = CfunParser.parse(said.lines(AtCommand.FUNCTION));
        if (registrations.isRegistered()) {
            return Optional.of(Radio.ON);
        }
        var isOff = functionality.filter(CfunParser.Functionality::isOff).isPresent()
                || RfswitchParser.parse(said.lines(AtCommand.HUAWEI_RADIO)).equals(Optional.of(false));
        return isOff
                ? Optional.of(Radio.OFF)
                : functionality.filter(CfunParser.Functionality::isFull).map(f -> Radio.ON);
    }

    private static Optional<String> address(PortResult said) {
        return DhcpParser.parse(said.lines(AtCommand.HUAWEI_DHCP))
                .or(() -> PdpAddressParser.parse(AtCommand.CONTEXT_ADDRESS, said.lines(AtCommand.CONTEXT_ADDRESS)))
                .or(() -> PdpAddressParser.parse(AtCommand.CONTEXT_GRANTED, said.lines(AtCommand.CONTEXT_GRANTED)));
    }
}
