package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.dongle.SimCard;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * The program {@code uqmi}: commands are options, done in their order, each answer a line of JSON. Without {@code -t} it waits for a silent
 * modem for ever (openwrt/openwrt#10472).
 */
public final class Uqmi implements Program {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int CLIENT = 7;
    private static final long HANDLE = 2262420752L;

    @Override
    public int run(Call call) throws InterruptedException {
        var words = new ArrayDeque<>(call.words());
        var device = "";
        var patience = FOR_EVER;
        var commands = new ArrayDeque<String>();
        while (!words.isEmpty()) {
            switch (words.peek()) {
                case "-s", "-S", "--single" -> words.pop();
                case "-d", "--device" -> {
                    words.pop();
                    device = words.pop();
                }
                case "-t", "--timeout" -> {
                    words.pop();
                    patience = Duration.ofMillis(Long.parseLong(words.pop()));
                }
                default -> commands.add(words.pop());
            }
        }
        var node = call.files().specialAt(call.path(device));
        if (node.isEmpty()) {
            call.err().println("Failed to open device");
            return 2;
        }
        var modem = ModemNode.behind(node, "qmi_wwan");
        if (modem.isEmpty()) {
            call.machine().clock().sleep(patience);
            call.out().println("\"Request timed out\"");
            return 1;
        }
        return new Run(call, modem.get()).all(commands);
    }

    /** The commands of one call, which share what their options set. */
    private record Run(Call call, ModemState modem) {
        private static final Map<SimCard.State, String> PIN = Map.of(
                SimCard.State.READY, "disabled",
                SimCard.State.PIN, "not_verified",
                SimCard.State.PUK, "blocked");

        int all(Deque<String> commands) {
            var status = 0;
            while (!commands.isEmpty()) {
                status = Math.max(status, one(commands.pop(), commands));
            }
            return status;
        }

        private int one(String command, Deque<String> rest) {
            return switch (command) {
                case "--get-pin-status" -> pinStatus();
                case "--uim-get-sim-state" -> simState();
                case "--verify-pin1", "--uim-verify-pin1" ->
                    modem.sim().unlocks(rest.pop()) ? 0 : refused("PIN blocked");
                case "--get-imsi" -> modem.imsi().map(this::text).orElseGet(() -> refused("UIM uninitialized"));
                case "--get-imei" -> text(modem.imei());
                case "--get-serving-system" -> servingSystem();
                case "--get-signal-info" ->
                    modem.operator().hasSignal()
                            ? say("{ \"type\": \"lte\", \"rssi\": -66, \"rsrq\": -9, \"rsrp\": -95, \"snr\": 124 }")
                            : refused("Information unavailable");
                case "--get-client-id" -> {
                    rest.pop();
                    yield say(String.valueOf(CLIENT));
                }
                case "--start-network" -> start(rest);
                case "--stop-network" -> {
                    rest.pop();
                    modem.hangUp();
                    yield 0;
                }
                case "--get-data-status" -> say(modem.address().isPresent() ? "\"connected\"" : "\"disconnected\"");
                case "--wda-get-data-format" -> say("\"802.3\"");
                case "--set-client-id",
                        "--set-ip-family",
                        "--release-client-id",
                        "--set-device-operating-mode",
                        "--set-data-format",
                        "--wda-set-data-format",
                        "--modify-profile",
                        "--apn",
                        "--pdp-type",
                        "--uim-slot",
                        "--set-network-modes" -> {
                    rest.pop();
                    yield 0;
                }
                default -> 0;
            };
        }

        private int say(String json) {
            call.out().println(json);
            return 0;
        }

        private int text(String value) {
            return say("\"" + value + "\"");
        }

        private int refused(String error) {
            call.out().println("\"" + error + "\"");
            return 1;
        }

        private int pinStatus() {
            var status = Optional.ofNullable(PIN.get(modem.sim().state()));
            return status.map(word -> say("{ \"pin1_status\": \"" + word + "\", \"pin1_verify_tries\": "
                            + modem.sim().pinTries() + ", \"pin1_unblock_tries\": 10 }"))
                    .orElseGet(() -> refused("UIM uninitialized"));
        }

        private int simState() {
            var status = Optional.ofNullable(PIN.get(modem.sim().state()));
            var application = switch (modem.sim().state()) {
                case READY -> "ready";
                case PIN -> "pin1_or_upin_pin_required";
                case PUK -> "puk1_or_upin_puk_required";
                case ABSENT -> "";
            };
            return status.map(word -> say("{ \"card_application_state\": \"" + application + "\", \"pin1_status\": \""
                            + word + "\", \"pin1_verify_tries\": " + modem.sim().pinTries() + " }"))
                    .orElseGet(() -> say("{ }"));
        }

        private int servingSystem() {
            var plmn = modem.operator().plmn();
            return say(
                    modem.isRegistered()
                            ? "{ \"registration\": \"registered\", \"plmn_mcc\": "
                                    + Integer.parseInt(plmn.substring(0, 3)) + ", \"plmn_mnc\": "
                                    + Integer.parseInt(plmn.substring(3)) + ", \"roaming\": false }"
                            : "{ \"registration\": \""
                                    + (modem.sim().state() == SimCard.State.READY ? "searching" : "not_registered")
                                    + "\" }");
        }

        /** The access point comes in the same call; what follows it belongs to it. */
        private int start(Deque<String> rest) {
            var apn = "";
            while (!rest.isEmpty()) {
                var word = rest.pop();
                if (word.equals("--apn")) {
                    apn = rest.pop();
                } else if (word.matches("--(profile|auth-type|username|password)")) {
                    rest.pop();
                }
            }
            return modem.connects(apn) ? say(String.valueOf(HANDLE)) : refused("Call failed");
        }
    }
}
