package dev.outpost.uplink;

import dev.outpost.shell.Answer;
import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen while {@code wan} got no address.
 *
 * @param codes every error that netifd showed, by its code
 * @param log lines of the router's log that speak of it
 * @param modem what the modem said afterwards: answers to AT, or of its control channel behind {@code qmi} or {@code mbim}
 * @param pending whether the handler was still at work
 * @param waited seconds
 * @param loose the network device that has no link; empty where it has one, or where that is not known
 */
public record WanEvidence(
        Set<String> codes, List<String> log, List<String> modem, boolean pending, int waited, Optional<String> loose) {
    /** What netifd writes around every attempt of an interface, which is no cause: a resource, each line with where it was seen. */
    private static final List<String> NOISE = Yaml.parse(
                    "log-noise.yaml", Resource.text("/dev/outpost/router/log-noise.yaml"))
            .map()
            .only("noise")
            .maps("noise")
            .stream()
            .map(each -> {
                each.only("words", "source").requireString("source");
                return each.requireString("words");
            })
            .toList();

    private static final Pattern CSQ = Pattern.compile("\\+CSQ: *([0-9]{1,3})");
    private static final Pattern REGISTERED = Pattern.compile("\\+C(?:E|G)?REG: *[0-9],(1|5)\\b");
    private static final Pattern DENIED = Pattern.compile("\\+C(?:E|G)?REG: *[0-9],3\\b");
    private static final Pattern ASKED = Pattern.compile("\\+C(?:E|G)?REG: *[0-9],[0-9]");

    public WanEvidence {
        codes = Set.copyOf(codes);
        log = List.copyOf(log);
        modem = List.copyOf(modem);
    }

    /** What says nothing in a log, as {@code grep -F} takes it: one a line. */
    public static String noise() {
        return String.join("\n", NOISE);
    }

    /** Reads what {@code wait-wan.sh} printed. */
    public static WanEvidence of(List<String> said) {
        return new WanEvidence(
                Answer.rest(said.stream(), "error").collect(Collectors.toSet()),
                Answer.rest(said.stream(), "log").toList(),
                Answer.rest(said.stream(), "modem").distinct().toList(),
                said.contains("pending"),
                Answer.rest(said.stream(), "waited")
                        .filter(number -> number.matches("[0-9]{1,6}"))
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(0),
                Answer.rest(said.stream(), "carrier")
                        .filter(name -> name.matches("[A-Za-z0-9_.@-]{1,15}"))
                        .findFirst());
    }

    /** The same with answers that came over another way. */
    public WanEvidence with(List<String> answers) {
        return new WanEvidence(
                codes, log, Stream.concat(modem.stream(), answers.stream()).toList(), pending, waited, loose);
    }

    /** The address, where one came. */
    public static Optional<String> address(List<String> said) {
        return Answer.rest(said.stream(), "address")
                .filter(address -> address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}"))
                .findFirst();
    }

    /** Lines of the log without time and process, each once; what netifd writes at every attempt is left out. */
    public List<String> words() {
        return log.stream()
                .filter(line -> NOISE.stream().noneMatch(line::contains))
                .map(line -> line.replaceFirst("^.* daemon\\.[a-z]+ ", "")
                        .replaceFirst("^.* (kern|user)\\.[a-z]+ ", "")
                        .replaceAll(" ?\\([0-9]+\\)|\\[[0-9]+]", ""))
                .distinct()
                .toList();
    }

    boolean has(String... wanted) {
        return Stream.of(wanted).anyMatch(codes::contains);
    }

    boolean logSays(String words) {
        return log.stream().anyMatch(line -> line.contains(words));
    }

    boolean modemSays(String words) {
        return modem.stream().anyMatch(line -> line.contains(words));
    }

    private boolean modemSays(Pattern pattern) {
        return modem.stream().anyMatch(line -> pattern.matcher(line).find());
    }

    /** The SIM waits for its PIN. */
    boolean wantsPin() {
        return modemSays("SIM PIN")
                || modemSays("\"not_verified\"")
                || modemSays("- pin1")
                || has("PIN_NOT_SPECIFIED", "PIN_TRIES_BELOW_LIMIT")
                || (has("PIN_FAILED") && !logSays("Failed to read modem caps"));
    }

    boolean wantsPuk() {
        return modemSays("SIM PUK") || modemSays("\"blocked\"") || modemSays("- puk1") || has("PUK_NEEDED");
    }

    boolean hasNoSim() {
        return modemSays("+CME ERROR: 10")
                || modemSays("+CME ERROR: 13")
                || modemSays("+CME ERROR: 15")
                || modemSays("AT+CPIN?: ERROR")
                || modemSays("readystate: 0002")
                || modemSays("SIM not inserted")
                || modemSays("not inserted")
                || has("SIM_NOT_INITIALIZED", "SIM_ILLEGAL_STATE", "PIN_STATUS_FAILED", "NO_SUBSCRIBER");
    }

    boolean isRegistered() {
        return modemSays(REGISTERED)
                || modemSays("\"registration\": \"registered\"")
                || modemSays("registerstate: 0003")
                || isRoaming();
    }

    /** The SIM is a guest: mbim then wants to be allowed. */
    public boolean isRoaming() {
        return modemSays("registerstate: 0004") || modemSays("registerstate: 0005");
    }

    boolean isDenied() {
        return modemSays(DENIED) || modemSays("registration_denied") || modemSays("registerstate: 0006");
    }

    /** Somebody asked whether it is registered, and it is not. */
    boolean isSearching() {
        return !isRegistered()
                && (modemSays(ASKED)
                        || modemSays("\"searching\"")
                        || modemSays("\"not_registered\"")
                        || modemSays("registerstate: ")
                        || has("NETWORK_REGISTRATION_FAILED", "NO_REGISTRATION", "PLMN_FAILED"));
    }

    /** What AT+CSQ says where that is no signal: 99 is not known, 0 below -113 dBm. */
    Optional<String> noSignal() {
        var bad = modem.stream()
                .map(CSQ::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .filter(rssi -> rssi.equals("99") || rssi.equals("0"))
                .map(rssi -> "AT+CSQ: " + rssi)
                .findFirst();
        return bad.or(() -> modemSays("signal-info \"Information unavailable\"")
                ? Optional.of("no signal on its QMI channel")
                : Optional.empty());
    }

    /** A session stands although no address comes. */
    boolean hasSession() {
        return modemSays("^NDISSTATQRY: 1") || modemSays("^NDISSTATQRY:1");
    }

    /** Nobody who was asked could say anything of SIM and network. */
    public boolean isMute() {
        return modem.isEmpty() || isControlSilent();
    }

    /** Its control channel was asked with a limit, and said nothing. */
    boolean isControlSilent() {
        return modem.stream().anyMatch(line -> line.matches("qmi pin-status *(\"Request timed out\")?|mbim caps *"));
    }
}
