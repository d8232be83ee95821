package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CardAnswers;
import dev.outpost.at.CpinParser;
import dev.outpost.at.DeviceAnswers;
import dev.outpost.at.Iccid;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.at.PinTries;
import dev.outpost.shell.Secret;
import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SIM as the modem sees it.
 *
 * @param detail how it is
 * @param pinTriesLeft the lowest of all counters that answered; empty: nobody said, so no PIN may be entered
 * @param operator home network from the IMSI, {@code 404-10}
 * @param iccid masked
 * @param number the ICCID itself, to recognize the card by; written nowhere
 */
public record SimCard(
        SimDetail detail,
        Optional<Integer> pinTriesLeft,
        Optional<String> operator,
        Optional<String> iccid,
        Apn apn,
        Optional<Secret> number) {

    public static final SimCard UNKNOWN = new SimCard(
            SimDetail.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), Apn.UNKNOWN, Optional.empty());

    /** The states of the JSON document. */
    public enum State implements Word {
        READY,
        PIN,
        PUK,
        ABSENT,
        UNKNOWN;
    }

    /**
     * The access point name to use.
     *
     * @param value empty where nothing is known, or several are equally likely
     * @param source where it comes from
     * @param alternatives other names that this SIM's network knows
     */
    public record Apn(Optional<String> value, Optional<String> source, List<String> alternatives) {
        public static final Apn UNKNOWN = new Apn(Optional.empty(), Optional.empty(), List.of());

        public Apn {
            alternatives = List.copyOf(alternatives);
        }
    }

    public State state() {
        return detail.state();
    }

    /** A person has to do something before this SIM can dial. */
    public boolean needsAPerson() {
        return switch (detail) {
            case PIN, PUK, ABSENT, OPERATOR_LOCK, DEVICE_LOCK, NOT_READY, FAILURE, WRONG -> true;
            case READY, READY_SECOND_CODE, REFUSED, UNKNOWN -> false;
        };
    }

    /** As a port told it. */
    static SimCard of(PortReports.Result said) {
        var imsi = CardAnswers.imsi(said.lines(AtCommand.IMSI)).filter(i -> isNotTheDevices(said, i));
        var network =
                imsi.map(i -> ApnBook.shipped().network(i, CardAnswers.mncLength(said.lines(AtCommand.MNC_LENGTH))));
        var card = CardAnswers.iccid(
                Stream.of(AtCommand.ICCID, AtCommand.ICCID_OTHER, AtCommand.HUAWEI_ICCID, AtCommand.ICCID_FILE)
                        .flatMap(c -> said.lines(c).stream())
                        .toList());
        return new SimCard(
                detail(said, imsi),
                PinTries.lowest(said.answers()),
                network,
                card.map(Iccid::masked),
                network.map(n -> ApnBook.shipped().choose(n, providerName(said), said.grantedApn()))
                        .orElse(SimCard.Apn.UNKNOWN),
                card.map(Iccid::digits).map(Secret::of));
    }

    private static Optional<String> providerName(PortReports.Result said) {
        return CardAnswers.providerName(said.lines(AtCommand.PROVIDER_NAME))
                .or(() -> CardAnswers.cspn(said.lines(AtCommand.PROVIDER_NAME_OTHER)));
    }

    /** A late answer may bring the IMEI, which has as many digits. */
    private static boolean isNotTheDevices(PortReports.Result said, String imsi) {
        return !DeviceAnswers.imei(said.lines(AtCommand.IMEI)).equals(Optional.of(imsi));
    }

    /** A card that tells its subscriber is open, whatever the modem makes of the question. */
    private static SimDetail detail(PortReports.Result said, Optional<String> imsi) {
        var answer = said.answers().get(AtCommand.SIM_STATE);
        var detail = answer == null ? SimDetail.UNKNOWN : SimDetail.of(CpinParser.parse(answer));
        if (detail != SimDetail.REFUSED && detail != SimDetail.UNKNOWN) {
            return detail;
        }
        var isAbsent = NetworkAnswers.sysinfoex(said.lines(AtCommand.HUAWEI_SYSTEM))
                .filter(NetworkAnswers.SystemInfo::simAbsent)
                .isPresent();
        return imsi.isPresent() ? SimDetail.READY : isAbsent ? SimDetail.ABSENT : detail;
    }
}
