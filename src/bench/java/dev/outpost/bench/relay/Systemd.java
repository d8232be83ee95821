package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** systemd as far as a relay needs it: units from files, links for what starts at boot, what is active now, sockets. */
final class Systemd implements Program {
    private static final String ADMIN = "/etc/systemd/system/";
    private static final String VENDOR = "/lib/systemd/system/";
    private static final String RUNTIME = "/run/systemd/system/";

    private final Machine machine;
    private final RelayKernel kernel;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    Systemd(Machine machine, RelayKernel kernel) {
        this.machine = machine;
        this.kernel = kernel;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var quiet = words.remove("-q");
        var now = words.remove("--now");
        words.removeIf(word -> word.startsWith("-"));
        var command = words.removeFirst();
        var status = 0;
        for (var word : words) {
            var name = word.matches(".*\\.(service|target|timer|socket)") ? word : word + ".service";
            status = Math.max(status, verb(call, command, name, now, quiet));
        }
        return status;
    }

    private int verb(Call call, String command, String name, boolean now, boolean quiet)
            throws IOException, InterruptedException {
        return switch (command) {
            case "enable" -> {
                var enabled = enable(call, name);
                yield enabled == 0 && now ? start(call, name) : enabled;
            }
            case "disable" -> {
                for (var link : links(name)) {
                    machine.files().remove(link);
                }
                yield now ? stop(call, name) : 0;
            }
            case "start" -> start(call, name);
            case "stop" -> stop(call, name);
            case "restart" -> {
                stop(call, name);
                yield start(call, name);
            }
            case "is-active" -> told(call, quiet, states.getOrDefault(name, "inactive"), "active", 3);
            case "is-enabled" -> told(call, quiet, links(name).isEmpty() ? "disabled" : "enabled", "enabled", 1);
            default -> call.refuse(1, "Unknown command verb " + command + ".");
        };
    }

    private static int told(Call call, boolean quiet, String state, String good, int otherwise) {
        if (!quiet) {
            call.say(state);
        }
        return state.equals(good) ? 0 : otherwise;
    }

    /** What starts with the machine, in order. Called after the kernel is up. */
    int boot(Call call) throws IOException, InterruptedException {
        var units = new ArrayList<Unit>();
        for (var target : List.of("sysinit.target.wants", "multi-user.target.wants")) {
            var folder = ADMIN + target;
            if (machine.files().isFolder(folder)) {
                for (var name : machine.files().list(folder)) {
                    unit(name).ifPresent(units::add);
                }
            }
        }
        units.sort(Comparator.comparingInt(unit -> unit.values("Before").isEmpty() ? 1 : 0));
        for (var unit : units) {
            start(call, unit.name());
        }
        return 0;
    }

    /** A restart: nothing is active until it is started again. */
    void forget() {
        states.clear();
    }

    private Optional<Unit> unit(String name) throws IOException {
        var template = name.replaceFirst("@.*\\.", "@.");
        for (var path : List.of(ADMIN + name, RUNTIME + name, VENDOR + name, ADMIN + template, VENDOR + template)) {
            if (machine.files().exists(path)) {
                return Optional.of(new Unit(name, path, machine.files().text(path)));
            }
        }
        return Optional.empty();
    }

    private int enable(Call call, String name) throws IOException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            return call.refuse(1, "Failed to enable unit: Unit file " + name + " does not exist.");
        }
        if (links(name).isEmpty()) {
            unit.get()
                    .values("WantedBy")
                    .forEach(target -> machine.files().putLink(unit.get().path(), ADMIN + target + ".wants/" + name));
        }
        return 0;
    }

    private List<String> links(String name) {
        return Stream.of("sysinit.target", "multi-user.target", "timers.target")
                .map(target -> ADMIN + target + ".wants/" + name)
                .filter(link -> machine.files().linkStat(link).isPresent())
                .toList();
    }

    private int start(Call call, String name) throws IOException, InterruptedException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            return call.refuse(5, "Failed to start " + name + ": Unit " + name + " not found.");
        }
        if (states.getOrDefault(name, "").equals("active") || !conditionsHold(unit.get())) {
            return 0;
        }
        if (name.endsWith(".socket")) {
            opens(unit.get(), unit(name.replace(".socket", ".service")).orElseThrow());
        }
        for (var command : unit.get().values("ExecStart")) {
            if (runs(call, command) != 0) {
                states.put(name, "failed");
                return call.refuse(
                        1, "Job for " + name + " failed because the control process exited with error code.");
            }
        }
        states.put(name, unit.get().remains() ? "active" : "inactive");
        return 0;
    }

    /** A port of the host, a list of sources, and systemd-socket-proxyd behind it. */
    private void opens(Unit socket, Unit service) throws IOException {
        var port = Integer.parseInt(socket.values("ListenStream").getFirst());
        var allow = socket.values("IPAddressAllow").stream().map(Cidr::of).toList();
        var target =
                service.values("ExecStart").getFirst().replaceFirst(".* ", "").split(":");
        var proxy = new LoopbackServer(
                socket.name(), client -> carry(client, Ipv4.of(target[0]), Integer.parseInt(target[1])));
        kernel.publish(socket.name(), port, proxy, allow);
    }

    private void carry(Socket client, Ipv4 camera, int port) throws IOException {
        if (kernel.net().connect(new Origin.OnRelay(kernel), camera, port) instanceof Outcome.Connected(var there)) {
            try (var far = new Socket()) {
                far.connect(there);
                LoopbackServer.splice(client, far);
            }
        }
    }

    private int stop(Call call, String name) throws IOException, InterruptedException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            return call.refuse(5, "Failed to stop " + name + ": Unit " + name + " not loaded.");
        }
        kernel.withdraw(name);
        if ("active".equals(states.remove(name))) {
            for (var command : unit.get().values("ExecStop")) {
                runs(call, command);
            }
        }
        return 0;
    }

    private boolean conditionsHold(Unit unit) {
        var all = unit.values("ConditionPathExists");
        var any = all.stream().filter(path -> path.startsWith("|")).toList();
        var files = machine.files();
        return all.stream().allMatch(path -> path.startsWith("|") || files.exists(path))
                && (any.isEmpty() || any.stream().anyMatch(path -> files.exists(path.substring(1))));
    }

    /** What a unit's command says goes to the journal, not to who started it. */
    private static int runs(Call call, String command) throws InterruptedException {
        return call.run(List.of("sh", "-c", "exec >/dev/null 2>&1 </dev/null; " + command, "systemd"));
    }

    /**
     * A systemd unit as its file says.
     *
     * @param name with instance, e.g. {@code wg-quick@outpost0.service}
     * @param path of the file it comes from
     */
    private record Unit(String name, String path, String text) {
        /** Values of a key in the order of the file, instance filled in. */
        List<String> values(String key) {
            var instance = name.replaceFirst("^[^@]*@?", "").replaceFirst("\\.[a-z]+$", "");
            return text.lines()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1).replace("%i", instance))
                    .map(String::strip)
                    .toList();
        }

        /** Stays active after its command ended. */
        boolean remains() {
            return values("RemainAfterExit").contains("yes") || name.endsWith(".socket");
        }
    }
}
