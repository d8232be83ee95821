package dev.outpost.uplink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one dongle in the router answered to {@code modem.sh}.
 *
 * @param tty the node on which it did: a serial port or a control channel
 * @param maker its answer to AT+CGMI, or the protocol of the channel
 * @param imei 15 digits: compared, then forgotten
 * @param imsi of its SIM, where that was asked for
 */
public record ModemAnswer(String tty, String maker, Optional<String> imei, Optional<String> imsi) {

    /** Every dongle that answered, in the order asked. */
    public static List<ModemAnswer> all(String stdout) {
        var voices = new ArrayList<ModemAnswer>();
        for (var line : stdout.lines().toList()) {
            var words = line.split(" ", 3);
            if (words.length == 3 && words[0].matches("tty|control") && words[1].matches("/dev/[A-Za-z0-9-]+")) {
                voices.add(new ModemAnswer(words[1], words[2], Optional.empty(), Optional.empty()));
            } else if (!voices.isEmpty() && words.length > 1) {
                voices.add(voices.removeLast().with(words[0], words[1]));
            }
        }
        return List.copyOf(voices);
    }

    /** Of several of one kind the one with the probed IMEI, else the first that answers. */
    public static Optional<ModemAnswer> chosen(List<ModemAnswer> voices, DongleMatcher same) {
        return voices.stream()
                .filter(voice -> voice.imei().flatMap(same::byImei).orElse(false))
                .findFirst()
                .or(() -> voices.stream().findFirst());
    }

    /** Which question it answered. */
    public String evidence() {
        return tty.startsWith("/dev/tty") ? "AT+CGMI: " + maker : maker.toUpperCase(Locale.ROOT);
    }

    private ModemAnswer with(String kind, String digits) {
        return switch (kind) {
            case "imei" ->
                new ModemAnswer(tty, maker, number(digits, "[0-9]{15,16}").map(d -> d.substring(0, 15)), imsi);
            case "imsi" -> new ModemAnswer(tty, maker, imei, number(digits, "[0-9]{6,15}"));
            default -> this;
        };
    }

    private static Optional<String> number(String digits, String form) {
        return Optional.of(digits).filter(d -> d.matches(form));
    }

    @Override
    public String toString() {
        return "ModemAnswer[" + tty + ", " + maker + "]";
    }
}
