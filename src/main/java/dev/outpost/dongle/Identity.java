package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtiParser;
import dev.outpost.at.ImeiParser;
import dev.outpost.at.NameParser;
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
            new Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** From a source that has the masked IMEI only. */
    public Identity(
            Optional<String> manufacturer, Optional<String> model, Optional<String> revision, Optional<String> imei) {
        this(manufacturer, model, revision, imei, Optional.empty());
    }

    /** As a port told it. */
    static Identity of(PortResult said) {
        var information = AtiParser.parse(said.lines(AtCommand.INFORMATION));
        return new Identity(
                NameParser.maker(said.lines(AtCommand.MANUFACTURER)).or(information::manufacturer),
                NameParser.model(said.lines(AtCommand.MODEL)).or(information::model),
                NameParser.model(said.lines(AtCommand.REVISION)).or(information::revision),
                ImeiParser.parse(said.lines(AtCommand.IMEI)).or(information::imei),
                ImeiParser.digits(said.lines(AtCommand.IMEI))
                        .or(() -> ImeiParser.digits(said.lines(AtCommand.INFORMATION)))
                        .map(Secret::of));
    }
}
