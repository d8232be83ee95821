package dev.outpost.workflow;

import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Waits for the address on {@code wan}; where none comes, says why, from what netifd, the log and the modem said. */
record WanCheck(Narrator narrator, Optional<Modem> modem, Optional<String> tty) {
    /** LTE from a cold start, and the ncm handler's own patience (s of the router). */
    private static final int SECONDS = 90;

    /** Registered at home (1) or roaming (5). */
    private static final Pattern CEREG = Pattern.compile("\\+CEREG: *[0-9],[15]\\b");

    private static final Pattern CSQ = Pattern.compile("\\+CSQ: *([0-9]{1,3})");

    /** The address. */
    String await(RemoteLink link) throws IOException {
        narrator.doing("waiting for an address on wan (at most " + SECONDS + " s)");
        var script =
                RouterWork.script("wait-wan").with("SECONDS_TO_WAIT", SECONDS).with("TTY", tty.orElse(""));
        var said = RouterTrouble.require(link.run(Batch.of(script), Duration.ofSeconds(SECONDS + 60)))
                .getLast()
                .stdout()
                .lines()
                .toList();
        return rest(said, "address").findFirst().orElseThrow(() -> new ProblemException(explained(said)));
    }

    private Problem explained(List<String> said) {
        var errors = rest(said, "error").toList();
        var log = String.join("\n", rest(said, "log").toList());
        rest(said, "log")
                .map(line -> line.replaceFirst("^.* daemon\\.[a-z]+ ", "").replaceAll(" \\([0-9]+\\)", ""))
                .distinct()
                .forEach(line -> narrator.saw("the router's log", line));
        rest(said, "modem").distinct().forEach(line -> narrator.saw("the modem says", line));
        var words = String.join("\n", said);
        if (words.contains("SIM PIN") || words.contains("PIN_FAILED") || words.contains("PUK")) {
            return Problem.blocked(
                    "SIM-PIN-NEEDED",
                    "wan has no address: the SIM asks for its PIN",
                    "a locked SIM registers nowhere; no PIN was sent",
                    "take the lock off the SIM in a phone, then run the same command again");
        }
        var csq = CSQ.matcher(words);
        if (csq.find() && (csq.group(1).equals("99") || csq.group(1).equals("0"))) {
            return Problem.blocked(
                    "MODEM-NO-SIGNAL",
                    "wan has no address: the modem hears no network (AT+CSQ: " + csq.group(1) + ")",
                    "no antenna, no coverage, or the wrong bands",
                    "move the antenna or the router, then run the same command again");
        }
        var registered = CEREG.matcher(words).find();
        if (errors.contains("CONNECT_FAILED") || (registered && log.contains("discover"))) {
            return Problem.blocked(
                    "WAN-APN-REFUSED",
                    "wan has no address: the network gives none with APN "
                            + modem.flatMap(Modem::apn).orElse("(none)"),
                    "the modem is registered and hears the network, so the access point name is wrong for this SIM, or its"
                            + " contract has no data",
                    "write the operator's modem.apn into the site file, then run the same command again");
        }
        return Problem.blocked(
                "WAN-NO-ADDRESS",
                "wan has no address after " + SECONDS + " s"
                        + (errors.isEmpty() ? "" : ": " + String.join(", ", errors)),
                log.isBlank()
                        ? "the router's log says nothing about it"
                        : "the log's last words: " + log.lines().toList().getLast(),
                "check SIM, antenna and APN, then run the same command again");
    }

    private static java.util.stream.Stream<String> rest(List<String> lines, String first) {
        return lines.stream()
                .filter(line -> line.startsWith(first + " "))
                .map(line -> line.substring(first.length() + 1).strip());
    }
}
