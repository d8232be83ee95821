package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.AtiParser;
import dev.outpost.at.CesqParser;
import dev.outpost.at.CgcontrdpParser;
import dev.outpost.at.CimiParser;
import dev.outpost.at.CopsParser;
import dev.outpost.at.CpinParser;
import dev.outpost.at.CregParser;
import dev.outpost.at.CrsmMncLengthParser;
import dev.outpost.at.CsqParser;
import dev.outpost.at.DhcpParser;
import dev.outpost.at.HcsqParser;
import dev.outpost.at.IccidParser;
import dev.outpost.at.ImeiParser;
import dev.outpost.at.NameParser;
import dev.outpost.at.PdpAddressParser;
import dev.outpost.at.PinTriesParser;
import dev.outpost.at.ProviderNameParser;
import dev.outpost.at.SysinfoexParser;
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
                name(AtCommand.MANUFACTURER).or(information::manufacturer),
                name(AtCommand.MODEL).or(information::model),
                name(AtCommand.REVISION).or(information::revision),
                ImeiParser.parse(lines(AtCommand.IMEI)).or(information::imei),
                ImeiParser.digits(lines(AtCommand.IMEI))
                        .or(() -> ImeiParser.digits(lines(AtCommand.INFORMATION)))
                        .map(Secret::of));
    }

    SimCard sim() {
        var imsi = CimiParser.parse(lines(AtCommand.IMSI));
        var network =
                imsi.map(i -> ApnBook.shipped().network(i, CrsmMncLengthParser.parse(lines(AtCommand.MNC_LENGTH))));
        return new SimCard(
                simState(),
                pinTries(),
                network,
                IccidParser.parse(
                        Stream.of(AtCommand.ICCID, AtCommand.ICCID_OTHER, AtCommand.HUAWEI_ICCID, AtCommand.ICCID_FILE)
                                .flatMap(c -> lines(c).stream())
                                .toList()),
                network.map(n -> ApnBook.shipped().choose(n, ProviderNameParser.parse(lines(AtCommand.PROVIDER_NAME))))
                        .orElse(SimCard.Apn.UNKNOWN));
    }

    Network network() {
        var hcsq = lines(AtCommand.HUAWEI_SIGNAL).isEmpty() ? said.unasked() : lines(AtCommand.HUAWEI_SIGNAL);
        var signal = HcsqParser.parse(hcsq)
                .or(CesqParser.parse(lines(AtCommand.SIGNAL_EXTENDED)))
                .or(CsqParser.parse(lines(AtCommand.SIGNAL)));
        var serving = CopsParser.parse(lines(AtCommand.OPERATOR));
        var system = SysinfoexParser.parse(lines(AtCommand.HUAWEI_SYSTEM));
        return new Network(
                registration(),
                serving.flatMap(CopsParser.Serving::technology)
                        .or(() -> system.flatMap(SysinfoexParser.SystemInfo::technology))
                        .or(signal::technology),
                signal.rssi(),
                signal.rsrp(),
                signal.rsrq(),
                signal.sinr(),
                address(),
                CgcontrdpParser.parse(lines(AtCommand.CONTEXT_GRANTED)));
    }

    /** All answers but those that name the SIM or the device. */
    Map<AtCommand, AtResponse> answers() {
        var kept = new LinkedHashMap<>(said.answers());
        PRIVATE.forEach(kept::remove);
        return kept;
    }

    private Optional<String> name(AtCommand command) {
        return NameParser.parse(lines(command));
    }

    private SimCard.State simState() {
        var answer = said.answers().get(AtCommand.SIM_STATE);
        var wants = answer == null ? CpinParser.Wants.UNKNOWN : CpinParser.parse(answer);
        return switch (wants) {
            case NOTHING -> SimCard.State.READY;
            case PIN -> SimCard.State.PIN;
            case PUK -> SimCard.State.PUK;
            case SIM -> SimCard.State.ABSENT;
            case OTHER_LOCK, PATIENCE, UNKNOWN -> SimCard.State.UNKNOWN;
        };
    }

    /** Where counters disagree, the lower one counts. */
    private Optional<Integer> pinTries() {
        return said.answers().entrySet().stream()
                .flatMap(e -> PinTriesParser.parse(e.getKey(), e.getValue().lines()).stream())
                .min(Integer::compare);
    }

    private Registration registration() {
        var stats = Stream.of(AtCommand.REGISTRATION_EPS, AtCommand.REGISTRATION_GPRS, AtCommand.REGISTRATION)
                .flatMap(c -> CregParser.parse(c, lines(c)).stream())
                .toList();
        for (var wanted : List.of(1, 5, 3, 2, 0)) {
            if (stats.contains(wanted)) {
                return switch (wanted) {
                    case 1 -> Registration.HOME;
                    case 5 -> Registration.ROAMING;
                    case 3 -> Registration.DENIED;
                    default -> Registration.SEARCHING;
                };
            }
        }
        return Registration.UNKNOWN;
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
