package dev.outpost.bench.dongle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers of a data file that do something: {@code !pin}, {@code !context}, {@code !dial} and their like. */
final class AtActions {
    private final ModemState modem;
    private final Fields fields;
    private final Runnable dialled;

    /**
     * @param modem what the dongle is doing
     * @param fields fills an answer's fields
     * @param dialled called after a dialling was accepted, to announce its result
     */
    AtActions(ModemState modem, Fields fields, Runnable dialled) {
        this.modem = modem;
        this.fields = fields;
        this.dialled = dialled;
    }

    String perform(String command, String answer) throws CmeError {
        if (!answer.startsWith("!")) {
            return fields.fill(answer);
        }
        var words = answer.substring(1).split("\\s+", 2);
        switch (words[0]) {
            case "pin" -> enterPin(values(command));
            case "lock" -> setLock(values(command));
            case "context" -> setContext(values(command));
            case "dial" -> dial(values(command));
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

    private void dial(List<String> values) throws CmeError {
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
    static List<String> values(String command) {
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
