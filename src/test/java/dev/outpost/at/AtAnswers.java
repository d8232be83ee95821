package dev.outpost.at;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Everything that reads what a modem says, for the fuzzer. */
public final class AtAnswers {
    private static final int PIECE = 97;

    private AtAnswers() {}

    /** Listens, asks three questions, and gets these bytes as the answer to each, in pieces. */
    public static void converse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).replace('\u0001', '\u0002');
        var pieces = new StringBuilder();
        for (int at = 0; at < text.length(); at += Math.max(PIECE, text.length() / 20)) {
            pieces.append(text, at, Math.min(text.length(), at + Math.max(PIECE, text.length() / 20)))
                    .append('\u0001');
        }
        var port = new ScriptedPort(command -> pieces.toString());
        var dialogue = new Dialogue(port, port::nanos, Duration.ofSeconds(20));
        port.says(pieces.substring(0, pieces.length() / 2));
        dialogue.listen(Duration.ofMillis(300)).inHex();
        for (var command : List.of(AtCommand.AT, AtCommand.MANUFACTURER, AtCommand.SIGNAL, AtCommand.HUAWEI_SIGNAL)) {
            parse(dialogue.ask(command).lines());
        }
        dialogue.takeParked().forEach(Mask::text);
    }

    /** Every parser on these lines, whatever they were meant for. */
    public static void parse(List<String> lines) {
        DeviceAnswers.ati(lines);
        Signal.of(AtCommand.SIGNAL_EXTENDED, lines);
        NetworkAnswers.cfun(lines);
        NetworkAnswers.cgcontrdp(lines);
        NetworkAnswers.cgdcont(lines);
        CardAnswers.imsi(lines);
        NetworkAnswers.cops(lines);
        CpinParser.parse(new AtResponse.Ok(lines));
        CardAnswers.mncLength(lines);
        CardAnswers.cspn(lines);
        Signal.of(AtCommand.SIGNAL, lines);
        NetworkAnswers.dhcp(lines);
        Signal.of(AtCommand.HUAWEI_SIGNAL, lines);
        CardAnswers.iccid(lines);
        DeviceAnswers.imei(lines);
        DeviceAnswers.name(lines);
        DeviceAnswers.maker(lines);
        DeviceAnswers.model(lines);
        NetworkAnswers.ndisstatqry(lines);
        CardAnswers.providerName(lines);
        NetworkAnswers.rfswitch(lines);
        DeviceAnswers.setport(lines);
        NetworkAnswers.sysinfoex(lines);
        NetworkAnswers.creg(AtCommand.REGISTRATION, lines);
        NetworkAnswers.creg(AtCommand.REGISTRATION_EPS, lines);
        NetworkAnswers.address(AtCommand.CONTEXT_ADDRESS, lines);
        NetworkAnswers.address(AtCommand.CONTEXT_GRANTED, lines);
        for (var command : AtCommand.values()) {
            PinTries.parse(command, lines);
            DeviceAnswers.usbMode(command, lines);
            ServingCell.of(command, lines);
            ServingCell.signal(command, lines);
        }
        for (var line : lines) {
            FinalCode.of(line, List.of()).ifPresent(AtResponse::inWords);
            FinalCode.numeric(line, List.of());
            Mask.text(line);
            AnswerLines.isUnasked(line);
            AnswerLines.parts(AtCommand.SIGNAL, List.of(line));
            AnswerLines.parts(AtCommand.MODEL, List.of(line));
        }
    }
}
