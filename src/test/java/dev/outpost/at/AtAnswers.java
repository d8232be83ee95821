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
        dialogue.parked().forEach(Mask::text);
    }

    /** Every parser on these lines, whatever they were meant for. */
    public static void parse(List<String> lines) {
        AtiParser.parse(lines);
        CesqParser.parse(lines);
        CfunParser.parse(lines);
        CgcontrdpParser.parse(lines);
        CgdcontParser.parse(lines);
        CimiParser.parse(lines);
        CopsParser.parse(lines);
        CpinParser.parse(new AtResponse.Ok(lines));
        CrsmMncLengthParser.parse(lines);
        CspnParser.parse(lines);
        CsqParser.parse(lines);
        DhcpParser.parse(lines);
        HcsqParser.parse(lines);
        IccidParser.parse(lines);
        ImeiParser.parse(lines);
        NameParser.parse(lines);
        NameParser.maker(lines);
        NameParser.model(lines);
        NdisstatqryParser.parse(lines);
        ProviderNameParser.parse(lines);
        RfswitchParser.parse(lines);
        SetportParser.parse(lines);
        SysinfoexParser.parse(lines);
        CregParser.parse(AtCommand.REGISTRATION, lines);
        CregParser.parse(AtCommand.REGISTRATION_EPS, lines);
        PdpAddressParser.parse(AtCommand.CONTEXT_ADDRESS, lines);
        PdpAddressParser.parse(AtCommand.CONTEXT_GRANTED, lines);
        for (var command : AtCommand.values()) {
            PinTriesParser.parse(command, lines);
            UsbModeParser.parse(command, lines);
            CellParser.cell(command, lines);
            CellParser.signal(command, lines);
        }
        for (var line : lines) {
            FinalCode.of(line, List.of()).ifPresent(AtResponse::inWords);
            FinalCode.numeric(line, List.of());
            Mask.text(line);
            Unasked.is(line);
            AnswerLines.parts(AtCommand.SIGNAL, line);
            AnswerLines.parts(AtCommand.MODEL, line);
        }
    }
}
