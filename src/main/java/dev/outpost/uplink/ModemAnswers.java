package dev.outpost.uplink;

import dev.outpost.dongle.SimCard.Apn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the modem answered on the router, and what the router's USB tree showed then.
 *
 * @param node on which it did: a serial port or a control channel
 * @param silent nodes that were asked and did not answer
 * @param refusing serial ports that speak AT and do not tell a maker
 * @param network home network of its SIM, {@code 404-10}
 * @param apn the access point name of that network, and its other names
 * @param usbLines the USB tree once the drivers were in; empty where it was not looked at
 */
public record ModemAnswers(
        Optional<String> node,
        List<String> silent,
        List<String> refusing,
        Optional<String> network,
        Apn apn,
        String usbLines) {
    public static final ModemAnswers NOTHING =
            new ModemAnswers(Optional.empty(), List.of(), List.of(), Optional.empty(), Apn.UNKNOWN, "");

    public ModemAnswers {
        silent = List.copyOf(silent);
        refusing = List.copyOf(refusing);
    }

    public ModemAnswers on(String answering) {
        return new ModemAnswers(Optional.of(answering), silent, refusing, network, apn, usbLines);
    }

    public ModemAnswers without(List<String> mute, List<String> limited, String tree) {
        return new ModemAnswers(node, mute, limited, network, apn, tree);
    }

    public ModemAnswers of(String home, Apn names) {
        return new ModemAnswers(node, silent, refusing, Optional.of(home), names, usbLines);
    }

    /** Whether this port answers AT although it names no maker: many sticks dial on no other. */
    boolean speaks(String port) {
        return refusing.contains(port);
    }

    Optional<String> apnName() {
        return apn.value();
    }

    /** Other names that the SIM's network knows. */
    List<String> otherApns() {
        return apn.alternatives();
    }

    /** The serial port among what answers. */
    public Optional<String> tty() {
        return node.filter(name -> name.startsWith("/dev/tty"));
    }

    /**
     * What one dongle in the router answered to {@code modem.sh}.
     *
     * @param tty the node on which it did: a serial port or a control channel
     * @param maker its answer to AT+CGMI, or the protocol of the channel
     * @param imei 15 digits: compared, then forgotten
     * @param imsi of its SIM, where that was asked for
     */
    public record Voice(String tty, String maker, Optional<String> imei, Optional<String> imsi) {

        /** Every dongle that answered, in the order asked. */
        public static List<Voice> all(String stdout) {
            var voices = new ArrayList<Voice>();
            for (var line : stdout.lines().toList()) {
                var words = line.split(" ", 3);
                if (words.length == 3 && words[0].matches("tty|control") && words[1].matches("/dev/[A-Za-z0-9-]+")) {
                    voices.add(new Voice(words[1], words[2], Optional.empty(), Optional.empty()));
                } else if (!voices.isEmpty() && words.length > 1) {
                    voices.add(voices.removeLast().with(words[0], words[1]));
                }
            }
            return List.copyOf(voices);
        }

        /** Of several of one kind the one with the probed IMEI, else the first that answers. */
        public static Optional<Voice> chosen(List<Voice> voices, DongleFingerprint.Matcher same) {
            return voices.stream()
                    .filter(voice -> voice.imei().flatMap(same::byImei).orElse(false))
                    .findFirst()
                    .or(() -> voices.stream().findFirst());
        }

        /** Which question it answered. */
        public String evidence() {
            return tty.startsWith("/dev/tty") ? "AT+CGMI: " + maker : maker.toUpperCase(Locale.ROOT);
        }

        private Voice with(String kind, String digits) {
            return switch (kind) {
                case "imei" ->
                    new Voice(tty, maker, number(digits, "[0-9]{15,16}").map(d -> d.substring(0, 15)), imsi);
                case "imsi" -> new Voice(tty, maker, imei, number(digits, "[0-9]{6,15}"));
                default -> this;
            };
        }

        private static Optional<String> number(String digits, String form) {
            return Optional.of(digits).filter(d -> d.matches(form));
        }

        @Override
        public String toString() {
            return "Voice[" + tty + ", " + maker + "]";
        }
    }
}
