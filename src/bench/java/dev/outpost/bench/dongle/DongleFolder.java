package dev.outpost.bench.dongle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A dongle as its folder of data has it: {@code dongle.txt} (what it is) and, where it has ports, {@code at.transcript} (what it says).
 *
 * @param imei fifteen digits of no real device
 * @param operator the network around
 * @param ports what each serial interface does, by interface number
 * @param switches the messages that make another device of it
 */
record DongleFolder(
        UsbIdentity identity,
        String imei,
        SimCard sim,
        Operator operator,
        Map<Integer, PortScript> ports,
        List<ModeSwitch> switches,
        Optional<Router> router) {
    /** What a line of {@code dongle.txt} may begin with, apart from {@code interface} and {@code switch}. */
    private static final Set<String> FACTS = Set.of(
            ("usb family origin revision device-class manufacturer product serial imei imsi iccid sim-starts-seconds"
                            + " sim pin puk pin-tries plmn operator apn address registration-seconds lan lease")
                    .split(" "));

    private static final String ROOT = "/dev/outpost/bench/dongles/";

    /** A router on a stick: its network, and its web interface as the file has it. */
    record Router(SimulatedDongle.Lease lease, String web) {}

    DongleFolder {
        ports = Map.copyOf(ports);
        switches = List.copyOf(switches);
    }

    DongleFolder with(UnaryOperator<AtManners> manners) {
        var changed = new HashMap<Integer, PortScript>();
        ports.forEach((number, script) -> changed.put(
                number, new PortScript(manners.apply(script.manners()), script.rows(), script.otherwise())));
        return new DongleFolder(identity, imei, sim, operator, changed, switches, router);
    }

    /**
     * Reads a folder that is shipped.
     *
     * @throws IOException there is no such dongle
     */
    static DongleFolder read(String name) throws IOException {
        return parse(
                text(name, "dongle.txt")
                        .orElseThrow(() -> new FileNotFoundException("no simulated dongle is called " + name)),
                text(name, "at.transcript").orElse(""),
                text(name, "http.transcript").orElse(""));
    }

    static DongleFolder parse(String dongle, String transcript, String http) {
        var facts = new HashMap<String, String>();
        var interfaces = new ArrayList<UsbInterface>();
        var switches = new ArrayList<ModeSwitch>();
        for (var line : meaningful(dongle)) {
            var words = line.split("\\s+", 2);
            switch (words[0]) {
                case "interface" -> interfaces.add(usbInterface(words[1].split("\\s+")));
                case "switch" -> switches.add(ModeSwitch.parse(words[1]));
                default -> {
                    if (!FACTS.contains(words[0])) {
                        throw new IllegalArgumentException("no such fact about a dongle: " + line);
                    }
                    facts.put(words[0], words.length > 1 ? words[1] : "");
                }
            }
        }
        var ids = facts.getOrDefault("usb", "0000:0000").split(":");
        var identity = new UsbIdentity(
                ids[0],
                ids[1],
                facts.getOrDefault("revision", "0102"),
                facts.getOrDefault("device-class", "00/00/00"),
                facts.getOrDefault("manufacturer", ""),
                facts.getOrDefault("product", ""),
                facts.getOrDefault("serial", ""),
                interfaces);
        var imei = facts.getOrDefault("imei", "004999010640000");
        return new DongleFolder(
                identity,
                imei,
                new SimCard(facts),
                new Operator(facts),
                PortScript.parse(transcript),
                switches,
                Optional.ofNullable(facts.get("lan"))
                        .map(lan ->
                                new Router(SimulatedDongle.Lease.parse(facts.getOrDefault("lease", ""), lan), http)));
    }

    static List<String> meaningful(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** {@code NUMBER TRIPLE ENDPOINTS DRIVER|- tty|net|net+wdm|-}. */
    private static UsbInterface usbInterface(String[] words) {
        var nodes = switch (words[4]) {
            case "tty" -> UsbInterface.Nodes.TTY;
            case "net" -> UsbInterface.Nodes.NET;
            case "net+wdm" -> UsbInterface.Nodes.NET_AND_WDM;
            case "-" -> UsbInterface.Nodes.NONE;
            default -> throw new IllegalArgumentException("not a kind of node: " + words[4]);
        };
        var driver = Optional.of(words[3]).filter(name -> !name.equals("-"));
        return new UsbInterface(Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]), driver, nodes);
    }

    private static Optional<String> text(String name, String file) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new FileNotFoundException("no simulated dongle is called " + name);
        }
        try (var in = DongleFolder.class.getResourceAsStream(ROOT + name + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * What turns a dongle that shows a disk into another device: one bulk-only command block on the disk's end point.
     *
     * @param message the 31 bytes in hexadecimal
     * @param becomes the data folder of what comes back
     * @param absence from the message until it is on the bus again, in the dongle's own time
     */
    record ModeSwitch(String message, String becomes, Duration absence) {
        /** A command block wrapper of USB mass storage, bulk-only transport 1.0, section 5.1. */
        private static final String WRAPPER = "55534243[0-9a-f]{54}";

        /** Where the tag stands, which the host chooses freely: hexadecimal digits 8 to 15. */
        private static final int TAG = 8;

        private static final int BEHIND_TAG = 16;

        ModeSwitch {
            if (!message.matches(WRAPPER)) {
                throw new IllegalArgumentException("not a command block of 31 bytes: " + message);
            }
        }

        /** {@code MESSAGE becomes FOLDER after 4s}. */
        static ModeSwitch parse(String text) {
            var words = text.split("\\s+");
            if (words.length != 5 || !words[1].equals("becomes") || !words[3].equals("after")) {
                throw new IllegalArgumentException("not MESSAGE becomes FOLDER after TIME: " + text);
            }
            return new ModeSwitch(
                    words[0], words[2], PortScript.duration(words[4]).orElseThrow());
        }

        /** Whether these bytes are that message, whatever tag the host gave it. */
        boolean isSaidBy(byte[] bytes) {
            var hex = HexFormat.of().formatHex(bytes);
            return hex.length() == message.length() && withoutTag(hex).equals(withoutTag(message));
        }

        private static String withoutTag(String hex) {
            return hex.substring(0, TAG) + hex.substring(BEHIND_TAG);
        }
    }
}
