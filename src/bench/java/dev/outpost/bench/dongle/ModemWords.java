package dev.outpost.bench.dongle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The dongle's state in the words of its commands: the {@code {fields}} of an answer, and the answers of a data file that do something:
 * {@code !pin}, {@code !context}, {@code !dial} and their like.
 */
final class ModemWords {
    private static final Pattern FIELD = Pattern.compile("\\{([a-z0-9-]+)}");

    private final ModemState modem;

    ModemWords(ModemState modem) {
        this.modem = modem;
    }

    String fill(String text) throws CmeError {
        var filled = new StringBuilder();
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1))));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(String field) throws CmeError {
        var sim = modem.sim();
        return switch (field) {
            case "imei" -> modem.imei();
            case "imsi" -> modem.startedSim().imsi();
            case "iccid" -> modem.startedSim().iccid();
            case "sim" -> modem.startedSim().askedFor();
            case "pin-tries" -> Integer.toString(sim.pinTries());
            case "times" -> sim.state() == SimCard.State.READY ? "" : Integer.toString(sim.pinTries());
            case "puk-tries" -> Integer.toString(sim.pukTries());
            case "verify" -> sim.pinTries() == 0 ? "6983" : "63C" + sim.pinTries();
            case "pin-enabled" -> sim.hasLock() ? "1" : "0";
            case "stat" -> Integer.toString(modem.registration());
            case "cops" -> cops();
            case "csq" -> modem.operator().hasSignal() ? "24,99" : "99,99";
            case "cesq" -> modem.operator().hasSignal() ? "99,99,255,255,18,44" : "99,99,255,255,255,255";
            case "hcsq" -> modem.operator().hasSignal() ? "\"LTE\",56,44,146,18" : "\"NOSERVICE\"";
            case "sysinfoex" -> sysinfoex();
            case "contexts" -> contexts();
            case "attached" -> modem.isRegistered() ? "1" : "0";
            case "active" -> modem.address().isPresent() ? "1" : "0";
            case "ndisstat" -> ndisstat();
            case "wan" -> modem.operator().address();
            case "address" -> modem.address().orElseThrow(() -> new CmeError(3));
            case "dhcp" -> dhcp(modem.address().orElseThrow(() -> new CmeError(3)));
            default -> throw new IllegalArgumentException("the data file names an unknown field: " + field);
        };
    }

    private String cops() {
        if (!modem.isRegistered()) {
            return "0";
        }
        var operator = modem.operator();
        return modem.numericOperator() ? "0,2,\"" + operator.plmn() + "\",7" : "0,0,\"" + operator.name() + "\",7";
    }

    /** Service, domain, roaming, SIM, reserved, mode and sub-mode; the words without service are invented. */
    private String sysinfoex() {
        int card = modem.sim().state() == SimCard.State.READY ? 1 : 255;
        return modem.isRegistered()
                ? "2,3,0," + card + ",,6,\"LTE\",101,\"LTE\""
                : "0,0,0," + card + ",,0,\"NO SERVICE\",0,\"NO SERVICE\"";
    }

    private String contexts() {
        return new TreeMap<>(modem.contexts())
                .entrySet().stream()
                        .map(each ->
                                "+CGDCONT: " + each.getKey() + ",\"IP\",\"" + each.getValue() + "\",\"0.0.0.0\",0,0")
                        .collect(Collectors.joining("\n"));
    }

    /** 33 is 24.301's "requested service option not subscribed"; that this stick says it is invented. */
    String ndisstat() {
        if (modem.address().isPresent()) {
            return "1,,,\"IPV4\"";
        }
        return modem.isRefused() ? "0,33,,\"IPV4\"" : "0,,,\"IPV4\"";
    }

    /** Address, mask, gateway, server, two name servers, two rates; least significant byte first. */
    private static String dhcp(String address) {
        var gateway = neighbour(address);
        return String.join(
                ",",
                backwards(address),
                "f8ffffff",
                backwards(gateway),
                backwards(gateway),
                backwards("10.177.0.34"),
                backwards("10.168.187.116"),
                "236800",
                "236800");
    }

    /** The other usable half of a pair in the same /29. */
    static String neighbour(String address) {
        int dot = address.lastIndexOf('.');
        int last = Integer.parseInt(address.substring(dot + 1));
        int other = (last & 7) < 6 ? last + 1 : last - 1;
        return address.substring(0, dot + 1) + other;
    }

    private static String backwards(String address) {
        var bytes = Arrays.asList(address.split("\\."));
        return bytes.reversed().stream()
                .map(each -> String.format("%02x", Integer.parseInt(each)))
                .collect(Collectors.joining());
    }

    /**
     * Answers a command.
     *
     * @param dialled called after a dialling was accepted, to announce its result
     */
    String perform(String command, String answer, Runnable dialled) throws CmeError {
        if (!answer.startsWith("!")) {
            return fill(answer);
        }
        var words = answer.substring(1).split("\\s+", 2);
        switch (words[0]) {
            case "pin" -> enterPin(values(command));
            case "lock" -> setLock(values(command));
            case "context" -> setContext(values(command));
            case "dial" -> dial(values(command), dialled);
            case "connect" -> {
                return modem.isRegistered() ? "CONNECT" : "NO CARRIER";
            }
            case "operator-format" -> modem.numericOperator(command.endsWith("2"));
            case "restart" -> modem.restarts();
            case "cme" -> throw new CmeError(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("the data file names an unknown action: " + answer);
        }
        return "OK";
    }

    private void enterPin(List<String> values) throws CmeError {
        modem.sim().enter(values.isEmpty() ? "" : values.getFirst());
    }

    private void setLock(List<String> values) throws CmeError {
        if (values.size() < 3 || !values.get(0).equals("SC") || !values.get(1).equals("0")) {
            throw new CmeError(50);
        }
        modem.sim().removeLock(values.get(2));
    }

    private void setContext(List<String> values) throws CmeError {
        modem.context(cid(values), values.size() > 2 ? values.get(2) : "");
    }

    private void dial(List<String> values, Runnable dialled) throws CmeError {
        if (values.size() > 1 && values.get(1).equals("0")) {
            modem.hangUp();
            return;
        }
        modem.dial(cid(values), values.size() > 2 ? Optional.of(values.get(2)) : Optional.empty());
        dialled.run();
    }

    private static int cid(List<String> values) throws CmeError {
        if (values.isEmpty() || !values.getFirst().matches("\\d{1,2}")) {
            throw new CmeError(50);
        }
        return Integer.parseInt(values.getFirst());
    }

    /** The values behind the equals sign, quotes taken off; a comma inside quotes stays. */
    private static List<String> values(String command) {
        int at = command.indexOf('=');
        var values = new ArrayList<String>();
        if (at < 0) {
            return values;
        }
        for (var each : command.substring(at + 1).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            values.add(each.strip().replace("\"", ""));
        }
        return values;
    }
}
