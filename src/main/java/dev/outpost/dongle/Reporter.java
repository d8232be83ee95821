package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.AtiParser;
import dev.outpost.at.CellParser;
import dev.outpost.at.CesqParser;
import dev.outpost.at.CfunParser;
import dev.outpost.at.CgcontrdpParser;
import dev.outpost.at.CimiParser;
import dev.outpost.at.CopsParser;
import dev.outpost.at.CpinParser;
import dev.outpost.at.CrsmMncLengthParser;
import dev.outpost.at.CspnParser;
import dev.outpost.at.CsqParser;
import dev.outpost.at.DhcpParser;
import dev.outpost.at.HcsqParser;
import dev.outpost.at.Iccid;
import dev.outpost.at.IccidParser;
import dev.outpost.at.ImeiParser;
import dev.outpost.at.NameParser;
import dev.outpost.at.PdpAddressParser;
import dev.outpost.at.PinTriesParser;
import dev.outpost.at.ProviderNameParser;
import dev.outpost.at.RfswitchParser;
import dev.outpost.at.Signal;
import dev.outpost.at.SysinfoexParser;
import dev.outpost.dongle.Network.Radio;
import dev.outpost.dongle.Network.Registration;
import dev.outpost.shell.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what one port said into facts. What identifies a person's SIM or device is masked or left behind here. */
final class Reporter {
    private static final List<AtCommand> PRIVATE = List.of(
            AtCommand.IMEI,
            AtCommand.IMSI,
            AtCommand.ICCID,
            AtCommand.ICCID_OTHER,
            AtCommand.ICCID_FILE,
            AtCommand.HUAWEI_ICCID);

    private final PortResult said;

    Reporter(PortResult said) {
        this.said = said;
    }

    Identity identity() {
        var information = AtiParser.parse(lines(AtCommand.INFORMATION));
        return new Identity(
                NameParser.maker(lines(AtCommand.MANUFACTURER)).or(information::manufacturer),
                NameParser.model(lines(AtCommand.MODEL)).or(information::model),
                NameParser.model(lines(AtCommand.REVISION)).or(information::revision),
                ImeiParser.parse(lines(AtCommand.IMEI)).or(information::imei),
                ImeiParser.digits(lines(AtCommand.IMEI))
                        .or(() -> ImeiParser.digits(lines(AtCommand.INFORMATION)))
                        .map(Secret::of));
    }

    SimCard sim() {
        var imsi = CimiParser.parse(lines(AtCommand.IMSI)).filter(this::isNotTheDevices);
        var network =
                imsi.map(i -> ApnBook.shipped().network(i, CrsmMncLengthParser.parse(lines(AtCommand.MNC_LENGTH))));
        var card = IccidParser.number(
                Stream.of(AtCommand.ICCID, AtCommand.ICCID_OTHER, AtCommand.HUAWEI_ICCID, AtCommand.ICCID_FILE)
                        .flatMap(c -> lines(c).stream())
                        .toList());
        return new SimCard(
                simDetail(imsi),
                pinTries(),
                network,
                card.map(Iccid::masked),
                network.map(n -> ApnBook.shipped().choose(n, providerName(), granted()))
                        .orElse(SimCard.Apn.UNKNOWN),
                card.map(Iccid::digits).map(Secret::of));
    }

    private Optional<String> providerName() {
        return ProviderNameParser.parse(lines(AtCommand.PROVIDER_NAME))
                .or(() -> CspnParser.parse(lines(AtCommand.PROVIDER_NAME_OTHER)));
    }

    private Optional<String> granted() {
        return CgcontrdpParser.parse(lines(AtCommand.CONTEXT_GRANTED))
                .or(() -> CgcontrdpParser.parse(lines(AtCommand.CONTEXTS_GRANTED)));
    }

    /** A late answer may bring the IMEI, which has as many digits. */
    private boolean isNotTheDevices(String imsi) {
        return !ImeiParser.digits(lines(AtCommand.IMEI)).equals(Optional.of(imsi));
    }

    Network network() {
        var signal = signal();
        var registrations = Registrations.of(this::lines);
        var radio = radio(registrations);
        return new Network(
                registration(registrations, radio),
                registrations.service(),
                radio,
                technology(registrations, signal),
                signal.rssi(),
                signal.rsrp(),
                signal.rsrq(),
                signal.sinr(),
                address(),
                granted());
    }

    private Signal signal() {
        return HcsqParser.parse(hcsq())
                .or(CesqParser.parse(lines(AtCommand.SIGNAL_EXTENDED)))
                .or(CellParser.signal(AtCommand.QUECTEL_CELL, lines(AtCommand.QUECTEL_CELL)))
                .or(CellParser.signal(AtCommand.SIMCOM_CELL, lines(AtCommand.SIMCOM_CELL)))
                .or(CsqParser.parse(lines(AtCommand.SIGNAL)));
    }

    private static Registration registration(Registrations registrations, Optional<Radio> radio) {
        var isOff = radio.filter(is -> is == Radio.OFF).isPresent();
        return isOff ? Registration.UNKNOWN : registrations.registration();
    }

    /** Of a modem that says it has no operator only what its maker's own answers name counts: the cell that it listens to. */
    private Optional<String> technology(Registrations registrations, Signal signal) {
        var serving = CopsParser.parse(lines(AtCommand.OPERATOR));
        var listens = SysinfoexParser.parse(lines(AtCommand.HUAWEI_SYSTEM))
                .flatMap(SysinfoexParser.SystemInfo::technology)
                .or(() -> HcsqParser.parse(hcsq()).technology());
        var hasNone = serving.filter(s -> s.operator().isEmpty()).isPresent() && !registrations.isRegistered();
        return hasNone
                ? listens
                : serving.flatMap(CopsParser.Serving::technology)
                        .or(() -> listens)
                        .or(signal::technology);
    }

    private List<String> hcsq() {
        return lines(AtCommand.HUAWEI_SIGNAL).isEmpty() ? said.unasked() : lines(AtCommand.HUAWEI_SIGNAL);
    }

    /** All answers but those that name the SIM or the device. */
    Map<AtCommand, AtResponse> answers() {
        var kept = new LinkedHashMap<>(said.answers());
        PRIVATE.forEach(kept::remove);
        return kept;
    }

    /** A card that tells its subscriber is open, whatever the modem makes of the question. */
    private SimDetail simDetail(Optional<String> imsi) {
        var answer = said.answers().get(AtCommand.SIM_STATE);
        var detail = answer == null ? SimDetail.UNKNOWN : SimDetail.of(CpinParser.parse(answer));
        if (detail != SimDetail.REFUSED && detail != SimDetail.UNKNOWN) {
            return detail;
        }
        var isAbsent = SysinfoexParser.parse(lines(AtCommand.HUAWEI_SYSTEM))
                .filter(SysinfoexParser.SystemInfo::simAbsent)
                .isPresent();
        return imsi.isPresent() ? SimDetail.READY : isAbsent ? SimDetail.ABSENT : detail;
    }

    /** Where counters disagree, the lower one counts. */
    private Optional<Integer> pinTries() {
        return said.answers().entrySet().stream()
                .flatMap(e -> PinTriesParser.parse(e.getKey(), e.getValue().lines()).stream())
                .min(Integer::compare);
    }

    /** Of a radio that is off nothing can be registered: what the modem says of it is left over. */
    private Optional<Radio> radio(Registrations registrations) {
        var functionality = CfunParser.parse(lines(AtCommand.FUNCTION));
        if (registrations.isRegistered()) {
            return Optional.of(Radio.ON);
        }
        var isOff = functionality.filter(CfunParser.Functionality::isOff).isPresent()
                || RfswitchParser.parse(lines(AtCommand.HUAWEI_RADIO)).equals(Optional.of(false));
        return isOff
                ? Optional.of(Radio.OFF)
                : functionality.filter(CfunParser.Functionality::isFull).map(f -> Radio.ON);
    }

    private Optional<String> address() {
        return DhcpParser.parse(lines(AtCommand.HUAWEI_DHCP))
                .or(() -> PdpAddressParser.parse(AtCommand.CONTEXT_ADDRESS, lines(AtCommand.CONTEXT_ADDRESS)))
                .or(() -> PdpAddressParser.parse(AtCommand.CONTEXT_GRANTED, lines(AtCommand.CONTEXT_GRANTED)));
    }

    private List<String> lines(AtCommand command) {
        return said.lines(command);
    }
}
