package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Dialogue;
import dev.outpost.at.NameParser;
import dev.outpost.dongle.ProbedPort.Role;
import java.util.List;
import java.util.Map;

/** What a port turned out to be, and the words that say why. */
final class PortVerdict {
    private final Dialogue dialogue;
    private final Map<AtCommand, AtResponse> answers;

    PortVerdict(Dialogue dialogue, Map<AtCommand, AtResponse> answers) {
        this.dialogue = dialogue;
        this.answers = answers;
    }

    boolean isLost() {
        return answers.values().stream().anyMatch(AtResponse.Lost.class::isInstance);
    }

    Role role(boolean named) {
        if (dialogue.isWedged()) {
            return Role.WEDGED;
        }
        if (isLost()) {
            return Role.LOST;
        }
        if (dialogue.stranger().isPresent()) {
            return Role.BUSY;
        }
        return named && !dialogue.isBehind() ? Role.AT : Role.AT_LIMITED;
    }

    String evidence(boolean named) {
        if (isLost()) {
            return "answered AT, then: " + lostBecause();
        }
        if (dialogue.stranger().isPresent()) {
            return "used by another program at the same time, which sent "
                    + dialogue.stranger().get();
        }
        if (dialogue.isBehind()) {
            return "answers AT, but each answer belongs to the question before: nothing it said is believed";
        }
        if (!named) {
            return "answers AT with " + said(AtCommand.AT) + ", AT+CGMI with " + said(AtCommand.MANUFACTURER);
        }
        var who = NameParser.maker(lines(AtCommand.MANUFACTURER))
                .or(() -> NameParser.maker(lines(AtCommand.INFORMATION)))
                .map(m -> "AT+CGMI says " + m)
                .orElse("it names no maker");
        return "answers AT; " + who;
    }

    private String said(AtCommand command) {
        var answer = answers.get(command);
        return answer == null ? "nothing" : answer.inWords();
    }

    Role roleByBytes() {
        if (dialogue.isWedged()) {
            return Role.WEDGED;
        }
        if (isLost()) {
            return Role.LOST;
        }
        if (dialogue.stranger().isPresent()) {
            return Role.BUSY;
        }
        return switch (dialogue.chatter().kind()) {
            case NOTHING -> Role.SILENT;
            case PPP -> Role.PPP;
            case NMEA -> Role.NMEA;
            case FRAMES -> Role.DIAG;
            case TEXT, LOG, NOISE -> Role.UNKNOWN;
        };
    }

    String bytesInWords() {
        if (isLost()) {
            return lostBecause();
        }
        if (dialogue.stranger().isPresent()) {
            return evidence(false);
        }
        var chatter = dialogue.chatter();
        return switch (chatter.kind()) {
            case NOTHING -> "no answer to AT; a dongle may need 30 s after it was plugged in";
            case PPP -> "PPP frames: a session is up on this port, left alone";
            case NMEA -> "position sentences";
            case FRAMES -> "frames in 0x7e: diagnostics, left alone (" + chatter.inHex() + ")";
            case LOG -> "a debug log, no AT";
            case TEXT ->
                dialogue.echoes()
                        ? "echoes AT and never ends an answer, not even after ATQ0"
                        : chatter.count() + " bytes of text, but no answer to AT";
            case NOISE -> chatter.count() + " bytes that are no AT: " + chatter.inHex();
        };
    }

    private String lostBecause() {
        return answers.values().stream()
                .filter(AtResponse.Lost.class::isInstance)
                .map(AtResponse::inWords)
                .findFirst()
                .orElse("the port is gone");
    }

    private List<String> lines(AtCommand command) {
        var answer = answers.get(command);
        return answer == null ? List.of() : answer.lines();
    }
}
