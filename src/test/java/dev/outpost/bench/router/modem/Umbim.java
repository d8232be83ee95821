package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.dongle.SimCard;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program {@code umbim}: one command a call, lines of words and values; its exit status is the handler's only judge. */
public final class Umbim implements Program {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public int run(Call call) throws InterruptedException {
        var words = call.words();
        var device = "";
        var rest = new ArrayList<String>();
        for (var at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-d" -> device = words.get(++at);
                case "-t" -> at++;
                case "-n", "-v", "-p" -> {}
                default -> rest.add(words.get(at));
            }
        }
        var node = call.files().specialAt(call.path(device));
        if (node.isEmpty()) {
            call.err().println("Failed to open device");
            return 255;
        }
        var modem = ModemNode.behind(node, "cdc_mbim");
        if (modem.isEmpty()) {
            call.machine().clock().sleep(PATIENCE);
            call.err().println("ERROR: mbim message timeout");
            return 255;
        }
        return rest.isEmpty() ? 255 : answer(call, modem.get(), rest.getFirst(), rest.subList(1, rest.size()));
    }

    private static int answer(Call call, ModemState modem, String command, List<String> words) {
        return switch (command) {
            case "caps" ->
                say(
                        call,
                        "  devicetype: 0001 - embedded",
                        "  simclass: 0002 - removable",
                        "  deviceid: " + modem.imei());
            case "pinstate" -> pinState(call, modem.sim());
            case "unlock" -> modem.sim().unlocks(words.getFirst()) ? 0 : 255;
            case "subscriber" -> subscriber(call, modem);
            case "registration" -> registration(call, modem);
            case "attach" -> modem.isRegistered() ? 0 : 255;
            case "connect" -> modem.connects(words.getFirst().replaceFirst("^[a-z0-9]+:", "")) ? 0 : 255;
            case "config" -> config(call, modem);
            case "disconnect" -> {
                modem.hangUp();
                yield 0;
            }
            default -> 255;
        };
    }

    private static int say(Call call, String... lines) {
        for (var line : lines) {
            call.out().println(line);
        }
        return 0;
    }

    private static int pinState(Call call, SimCard sim) {
        var isOpen = sim.state() == SimCard.State.READY;
        say(
                call,
                isOpen ? "  required pin: 0000 - unknown" : "  required pin: 0002 - pin1",
                "  remaining attempts: " + sim.pinTries());
        return isOpen ? 0 : 2;
    }

    private static int subscriber(Call call, ModemState modem) {
        return modem.imsi()
                .map(imsi -> say(call, "  readystate: 0001 - initialized", "  subscriberid: " + imsi))
                .orElseGet(() -> {
                    say(call, "  readystate: 0006 - locked");
                    return 255;
                });
    }

    private static int registration(Call call, ModemState modem) {
        if (!modem.isRegistered()) {
            say(call, "  nwerror: 0000 - unknown", "  registerstate: 0002 - searching");
            return 255;
        }
        say(
                call,
                "  nwerror: 0000 - unknown",
                "  registerstate: 0003 - home",
                "  provider_id: " + modem.operator().plmn());
        return 0;
    }

    private static int config(Call call, ModemState modem) {
        return modem.address()
                .map(address -> say(
                        call,
                        "  ipv4address: " + address + "/30",
                        "  ipv4gateway: " + modem.gateway().orElse(""),
                        "  ipv4mtu: 1500",
                        "  ipv4dnsserver: 10.177.0.34"))
                .orElse(255);
    }
}
