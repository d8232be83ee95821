package dev.outpost.at;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;

/**
 * A modem with a SIM that counts as real ones do, and with faults by chance: answers get lost before or after the modem acted, come late, or lie; the
 * port dies; the card is changed once. At least one counter that is known at all tells the truth. Time is a number.
 */
final class ModelModem implements AtPort {
    /** One card. Shared by whoever it is plugged into. */
    static final class Card {
        final String iccid;
        final String pin;
        int left;
        boolean open;
        final List<String> wrong = new ArrayList<>();

        Card(String iccid, String pin, int left) {
            this.iccid = iccid;
            this.pin = pin;
            this.left = left;
        }

        boolean verify(String tried) {
            if (left == 0) {
                return false;
            }
            open = tried.equals(pin);
            left = open ? 3 : left - 1;
            if (!open) {
                wrong.add(tried);
            }
            return open;
        }
    }

    /** What a counter tells of the tries that are really left. */
    private enum Counter {
        TRUE,
        HIGH,
        LOW,
        UNKNOWN
    }

    final List<String> violations = new ArrayList<>();
    int entered;
    private final Random random;
    private final String givenFor;
    private final Map<String, Counter> counters = new TreeMap<>();
    private final Queue<byte[]> coming = new ArrayDeque<>();
    private final int trouble;
    private final int changeAt;
    private final Card other;
    private Card card;
    private int commands;
    private long now;
    private boolean gone;

    /** @param givenFor ICCID of the card that the PIN belongs to */
    ModelModem(Random random, Card card, Card other, String givenFor) {
        this.random = random;
        this.card = card;
        this.other = other;
        this.givenFor = givenFor;
        this.trouble = random.nextInt(3) == 0 ? 0 : 8 + random.nextInt(60);
        this.changeAt = random.nextInt(4) == 0 ? random.nextInt(16) : -1;
        var ways = List.of("AT+CSIM=10,\"0020000100\"", "AT^CPIN?", "AT+CPINR");
        for (var way : ways) {
            counters.put(way, Counter.values()[random.nextInt(4)]);
        }
        if (counters.values().stream().anyMatch(c -> c == Counter.HIGH)) {
            counters.put(ways.get(random.nextInt(3)), Counter.TRUE);
        }
    }

    long nanos() {
        return now;
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (gone) {
            throw new IOException("model is gone");
        }
        var command = new String(bytes, StandardCharsets.US_ASCII).strip();
        var isEntry = command.startsWith("AT+CPIN=");
        if (commands++ == changeAt && !isEntry) {
            card = other;
        }
        var fault = trouble == 0 ? -1 : random.nextInt(trouble);
        if (fault == 0) {
            return;
        }
        var answer = isEntry ? entered(command) : answer(command);
        switch (fault) {
            case 1 -> gone = random.nextInt(4) == 0;
            case 2 -> says("\r\n^SIMST: 1\r\n" + answer);
            case 3 ->
                says(
                        isEntry
                                ? List.of("\r\nOK\r\n", "\r\nERROR\r\n").get(random.nextInt(2))
                                : "\r\n+CME ERROR: 14\r\n");
            case 4 -> later(answer);
            case 5 -> says(command + "\r" + answer);
            default -> says(answer);
        }
    }

    private String entered(String command) {
        var pin = command.substring(9, command.length() - 1);
        entered++;
        if (card.left < SimUnlock.FLOOR) {
            violations.add("a PIN was tried with " + card.left + " tries left");
        }
        if (!card.iccid.equals(givenFor)) {
            violations.add("a PIN was sent to a SIM that it was not given for");
        }
        if (card.wrong.contains(pin)) {
            violations.add("the same wrong PIN was sent twice");
        }
        if (card.open) {
            violations.add("a PIN was sent to a SIM that asks for none");
        }
        return card.verify(pin) ? "\r\nOK\r\n" : "\r\n+CME ERROR: " + (random.nextBoolean() ? 16 : 12) + "\r\n";
    }

    private String answer(String command) {
        return switch (command) {
            case "ATE0", "AT+CMEE=1", "AT" -> "\r\nOK\r\n";
            case "AT+CPIN?" -> data("+CPIN: " + (card.open ? "READY" : card.left > 0 ? "SIM PIN" : "SIM PUK"));
            case "AT^ICCID?" -> random.nextInt(5) == 0 ? "\r\nERROR\r\n" : data("^ICCID: " + card.iccid);
            case "AT+CRSM=176,12258,0,0,10" -> data("+CRSM: 144,0,\"" + swapped(card.iccid) + "\"");
            case "AT+CSIM=10,\"0020000100\"" -> counter(command, "+CSIM: 4,\"%s\"");
            case "AT^CPIN?" -> counter(command, "^CPIN: SIM PIN,1,10,%s,10,3");
            case "AT+CPINR" -> counter(command, "+CPINR: SIM PIN,%s,3");
            default -> {
                violations.add("not a question that is known here: " + command);
                yield "\r\nERROR\r\n";
            }
        };
    }

    private String counter(String command, String form) {
        var told = switch (Objects.requireNonNull(counters.get(command), command)) {
            case TRUE -> card.left;
            case HIGH -> Math.min(3, card.left + 1 + random.nextInt(3));
            case LOW -> Math.max(0, card.left - 1);
            case UNKNOWN -> -1;
        };
        if (told < 0) {
            return List.of("\r\nERROR\r\n", "\r\n+CME ERROR: 4\r\n", "\r\nCOMMAND NOT SUPPORT\r\n")
                    .get(random.nextInt(3));
        }
        var asCard = card.open ? "9000" : told == 0 ? "6983" : "63C" + told;
        return data(form.formatted(form.startsWith("+CSIM") ? asCard : String.valueOf(told)));
    }

    private String data(String line) {
        return "\r\n" + line + (random.nextBoolean() ? "\r\n\r\nOK\r\n" : "\r\nOK\r\n");
    }

    private static String swapped(String iccid) {
        var padded = iccid.length() % 2 == 0 ? iccid : iccid + "F";
        var out = new StringBuilder();
        for (int i = 0; i < padded.length(); i += 2) {
            out.append(padded.charAt(i + 1)).append(padded.charAt(i));
        }
        return out.toString();
    }

    /** After the question was given up, so that it meets the next one. */
    private void later(String answer) {
        for (int i = 0; i < 300; i++) {
            coming.add(new byte[0]);
        }
        says(answer);
    }

    private void says(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(30));
            coming.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        if (gone) {
            throw new IOException("model is gone");
        }
        var next = coming.poll();
        if (next == null) {
            now += Math.max(1_000, wait.toNanos());
            return new byte[0];
        }
        now += next.length == 0 ? Math.max(1_000, wait.toNanos()) : 100_000;
        return next;
    }

    @Override
    public void close() {
        gone = true;
    }
}
