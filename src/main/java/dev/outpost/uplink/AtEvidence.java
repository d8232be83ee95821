package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.DeviceAnswers;
import dev.outpost.at.Mask;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the modem's own answers say about its uplink. Sources of the numbers: QModem's vendor scripts and the vendors' manuals, facts/modems.md#huawei
 * and #modes-by-number.
 */
final class AtEvidence {
    private static final List<AtCommand> MODES =
            List.of(AtCommand.QUECTEL_USBNET, AtCommand.UBLOX_MODE, AtCommand.SIMCOM_PID);

    private final ProbeReport report;

    AtEvidence(ProbeReport report) {
        this.report = report;
    }

    /** Kinds that a mode query names, each with the words that say so. */
    Map<UplinkKind, String> named() {
        var named = new LinkedHashMap<UplinkKind, String>();
        for (var asked : MODES) {
            mode(asked)
                    .ifPresent(mode ->
                            kind(asked, mode).ifPresent(k -> named.put(k, asked.text() + " answers " + mode)));
        }
        setport()
                .filter(DeviceAnswers.Ports::offersNcm)
                .ifPresent(p -> named.put(UplinkKind.NCM, "AT^SETPORT? lists 16: NCM"));
        return named;
    }

    /** Huawei's data call commands are there. */
    Optional<String> dialsByNdis() {
        return report.answer(AtCommand.HUAWEI_NDIS)
                .filter(a -> NetworkAnswers.ndisstatqry(a.lines()).isPresent())
                .map(a -> "AT^NDISSTATQRY answered");
    }

    /** Huawei's data call commands were refused. */
    Optional<String> refusesNdis() {
        return report.answer(AtCommand.HUAWEI_NDIS)
                .filter(a -> a instanceof AtResponse.Refused || a instanceof AtResponse.CmeError)
                .map(a -> "AT^NDISSTATQRY? answers " + a.inWords());
    }

    /** Huawei's port list stayed silent: evidence of an early stick firmware, and nothing against NCM. */
    Optional<String> keepsPortsToItself() {
        return report.answer(AtCommand.HUAWEI_PORTS)
                .filter(AtResponse.Silence.class::isInstance)
                .map(a -> "AT^SETPORT? got " + a.inWords() + ": says nothing against NCM");
    }

    /** The ports before and after Huawei's mode switch. */
    Optional<DeviceAnswers.Ports> setport() {
        return report.answer(AtCommand.HUAWEI_PORTS).flatMap(a -> DeviceAnswers.setport(a.lines()));
    }

    /** A usbnet answer that names another kind than this. */
    Optional<String> namesAnother(UplinkKind kind) {
        return mode(AtCommand.QUECTEL_USBNET)
                .flatMap(mode -> kind(AtCommand.QUECTEL_USBNET, mode)
                        .filter(other -> other != kind)
                        .map(other -> AtCommand.QUECTEL_USBNET.text() + " answers " + mode + ": " + other));
    }

    /** A usbnet answer names a kind. */
    boolean namesAMode() {
        return mode(AtCommand.QUECTEL_USBNET)
                .flatMap(mode -> kind(AtCommand.QUECTEL_USBNET, mode))
                .isPresent();
    }

    /** What OpenWrt's handler will make of this modem's name, quotes and all; empty where no port answered. */
    Optional<Handler> handler() {
        if (report.atPort().isEmpty()) {
            return Optional.empty();
        }
        var lines = report.answer(AtCommand.MANUFACTURER).map(AtResponse::lines).orElse(List.of());
        var said = String.join(" ", lines).replaceFirst("^\\+CGMI:\\s*", "").strip();
        var word = said.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        return Optional.of(new Handler(
                Mask.text(word),
                UplinkHandlers.shipped().of(UplinkKind.NCM).makers().contains(word)));
    }

    /** The first word of AT+CGMI, and whether OpenWrt's table has it. */
    record Handler(String word, boolean known) {}

    private Optional<String> mode(AtCommand asked) {
        return report.answer(asked).flatMap(a -> DeviceAnswers.usbMode(asked, a.lines()));
    }

    private static Optional<UplinkKind> kind(AtCommand asked, String mode) {
        return UplinkHandlers.shipped().named(asked.text(), mode);
    }
}
