package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** systemd as far as a relay needs it: units from files, links for what starts at boot, what is active now. */
final class Systemd implements Program {

    private static final String ADMIN = "/etc/systemd/system/";
    private static final String VENDOR = "/lib/systemd/system/";
    private static final String RUNTIME = "/run/systemd/system/";

    private final Machine machine;
    private final Sockets sockets;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    Systemd(Machine machine, RelayKernel kernel) {
        this.machine = machine;
        this.sockets = new Sockets(machine, kernel);
        states.put("ssh.service", "active");
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var quiet = words.removeIf(word -> word.equals("-q") || word.equals("--quiet"));
        var now = words.remove("--now");
        words.removeIf(word -> word.startsWith("-"));
        var command = words.isEmpty() ? "" : words.removeFirst();
        if (command.equals("daemon-reload")) {
            return 0;
        }
        var status = 0;
        for (var word : words) {
            var name = word.contains(".") && word.matches(".*\\.(service|target|timer|socket)") ? word : word + ".service";
            status = Math.max(status, verb(call, command, name, now, quiet));
        }
        return status;
    }

    private int verb(Call call, String command, String name, boolean now, boolean quiet)
            throws IOException, InterruptedException {
        return switch (command) {
            case "enable" -> {
                var enabled = enable(call, name, quiet);
                yield enabled == 0 && now ? start(call, name) : enabled;
            }
            case "disable" -> {
                disable(call, name, quiet);
                yield now ? stop(call, name) : 0;
            }
            case "start" -> start(call, name);
            case "stop" -> stop(call, name);
            case "restart" -> {
                stop(call, name);
                yield start(call, name);
            }
            case "is-active" -> state(call, name, quiet);
            case "is-enabled" -> isEnabled(call, name, quiet);
            default -> {
                call.err().println("Unknown command verb " + command + ".");
                yield 1;
            }
        };
    }

    /** What starts with the machine, in order. Called after the kernel is up. */
    void boot(Call call) throws IOException, InterruptedException {
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
    }

    /** A restart: nothing is active until it is started again. */
    void forget() {
        states.clear();
        states.put("ssh.service", "active");
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

    private int enable(Call call, String name, boolean quiet) throws IOException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            call.err().println("Failed to enable unit: Unit file " + name + " does not exist.");
            return 1;
        }
        for (var target : unit.get().wantedBy()) {
            var link = ADMIN + target + ".wants/" + name;
            if (machine.files().linkStat(link).isEmpty()) {
                machine.files().putLink(unit.get().path(), link);
                if (!quiet) {
                    call.err()
                            .println("Created symlink " + link + " → "
                                    + unit.get().path() + ".");
                }
            }
        }
        return 0;
    }

    private void disable(Call call, String name, boolean quiet) throws IOException {
        for (var target : List.of("multi-user.target", "sysinit.target", "timers.target")) {
            var link = ADMIN + target + ".wants/" + name;
            if (machine.files().linkStat(link).isPresent()) {
                machine.files().remove(link);
                if (!quiet) {
                    call.err().println("Removed \"" + link + "\".");
                }
            }
        }
    }

    private int isEnabled(Call call, String name, boolean quiet) throws IOException {
        var linked = List.of("multi-user.target", "sysinit.target", "timers.target").stream()
                .anyMatch(target -> machine.files()
                        .linkStat(ADMIN + target + ".wants/" + name)
                        .isPresent());
        if (!linked && unit(name).isEmpty()) {
            call.err().println("Failed to get unit file state for " + name + ": No such file or directory");
            return 1;
        }
        if (!quiet) {
            call.out().println(linked ? "enabled" : "disabled");
        }
        return linked ? 0 : 1;
    }

    private int state(Call call, String name, boolean quiet) {
        var state = states.getOrDefault(name, "inactive");
        if (!quiet) {
            call.out().println(state);
        }
        return state.equals("active") ? 0 : 3;
    }

    private int start(Call call, String name) throws IOException, InterruptedException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            call.err().println("Failed to start " + name + ": Unit " + name + " not found.");
            return 5;
        }
        if (states.getOrDefault(name, "").equals("active") || !conditionsHold(unit.get())) {
            return 0;
        }
        if (name.endsWith(".socket")) {
            sockets.open(name, unit.get()::values, unit(name.replace(".socket", ".service")).orElseThrow()::values);
            states.put(name, "active");
            return 0;
        }
        for (var command : unit.get().values("ExecStart")) {
            if (runs(call, command) != 0) {
                states.put(name, "failed");
                call.err().println("Job for " + name + " failed because the control process exited with error code.");
                call.err()
                        .println("See \"systemctl status " + name + "\" and \"journalctl -xeu " + name
                                + "\" for details.");
                return 1;
            }
        }
        states.put(name, unit.get().remains() ? "active" : "inactive");
        return 0;
    }

    private int stop(Call call, String name) throws IOException, InterruptedException {
        var unit = unit(name);
        if (unit.isEmpty()) {
            call.err().println("Failed to stop " + name + ": Unit " + name + " not loaded.");
            return 5;
        }
        sockets.close(name);
        if ("active".equals(states.get(name))) {
            for (var command : unit.get().values("ExecStop")) {
                runs(call, command);
            }
        }
        states.remove(name);
        return 0;
    }

    private boolean conditionsHold(Unit unit) {
        var all = unit.values("ConditionPathExists");
        var any = all.stream().filter(path -> path.startsWith("|")).toList();
        return all.stream().filter(path -> !path.startsWith("|")).allMatch(path -> machine.files().exists(path))
                && (any.isEmpty()
                        || any.stream().anyMatch(path -> machine.files().exists(path.substring(1))));
    }

    /** What a unit's command says goes to the journal, not to who started it. */
    private static int runs(Call call, String command) throws InterruptedException {
        return call.script("exec >/dev/null 2>&1 </dev/null; " + command, List.of("systemd"));
    }

    /**
     * A systemd unit as its file says.
     *
     * @param name with instance, e.g. {@code wg-quick@outpost0.service}
     * @param path of the file it comes from
     * @param text of that file
     */
    private record Unit(String name, String path, String text) {

        private String instance() {
            var at = name.indexOf('@');
            return at < 0 ? "" : name.substring(at + 1, name.lastIndexOf('.'));
        }

        /** Values of a key in the order of the file, instance filled in. */
        List<String> values(String key) {
            return text.lines()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1)
                            .replace("%i", instance())
                            .strip())
                    .toList();
        }

        /** Stays active after its command ended. */
        boolean remains() {
            return values("RemainAfterExit").contains("yes");
        }

        /** Where enabling puts its link; empty: it cannot be enabled. */
        List<String> wantedBy() {
            return values("WantedBy");
        }
    }
}
