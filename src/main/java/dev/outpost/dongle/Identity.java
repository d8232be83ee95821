package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.DeviceAnswers;
import dev.outpost.at.Mask;
import dev.outpost.shell.Secret;
import java.util.Optional;

/**
 * Who the modem says it is; each part as it said it, made printable.
 *
 * @param imei masked
 * @param number the IMEI itself, to recognize the dongle by; written nowhere
 */
public record Identity(
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> revision,
        Optional<String> imei,
        Optional<Secret> number) {
    public static final Identity UNKNOWN =
            new Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** As a port told it. */
    static Identity of(PortReports.Result said) {
        var information = DeviceAnswers.ati(said.lines(AtCommand.INFORMATION));
        var imei = DeviceAnswers.imei(said.lines(AtCommand.IMEI))
                .or(() -> DeviceAnswers.imei(said.lines(AtCommand.INFORMATION)));
        return new Identity(
                DeviceAnswers.maker(said.lines(AtCommand.MANUFACTURER)).or(information::manufacturer),
                DeviceAnswers.model(said.lines(AtCommand.MODEL)).or(information::model),
                DeviceAnswers.model(said.lines(AtCommand.REVISION)).or(information::revision),
                imei.map(Mask::number),
                imei.map(Secret::of));
    }
}
