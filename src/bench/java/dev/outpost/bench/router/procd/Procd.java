package dev.outpost.bench.router.procd;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimProcess;
import dev.outpost.bench.router.ubus.UbusError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Services by name, as init scripts registered them. */
public final class Procd {
    /** From the event until the script runs (facts/behaviours.md#19). */
    private static final Duration TRIGGER = Duration.ofSeconds(1);

    private final Machine machine;
    private final Map<String, Map<String, Instance>> services = new TreeMap<>();
    private final Map<String, List<String>> triggers = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();

    public Procd(Machine machine) {
        this.machine = machine;
    }

    /** Replaces a service's instances by those of a file: a line with a parameter's name, a line with its value. */
    public void set(String service, List<String> lines) throws InterruptedException {
        var specs = new LinkedHashMap<String, List<String>>();
        var respawns = new HashMap<String, List<String>>();
        var current = "";
        for (var at = 0; at + 1 < lines.size(); at += 2) {
            var value = lines.get(at + 1);
            switch (lines.get(at)) {
                case "instance" -> {
                    current = value;
                    specs.put(current, new ArrayList<>());
                }
                case "command" -> Optional.ofNullable(specs.get(current)).ifPresent(words -> words.add(value));
                case "respawn" ->
                    respawns.computeIfAbsent(current, name -> new ArrayList<>()).add(value);
                case "trigger" -> trigger(value, service);
                default -> {}
            }
        }
        replace(service, specs, respawns);
    }

    private void replace(String service, Map<String, List<String>> specs, Map<String, List<String>> respawns)
            throws InterruptedException {
        var before = instances(service);
        var now = new LinkedHashMap<String, Instance>();
        var fresh = new ArrayList<Instance>();
        for (var spec : specs.entrySet()) {
            var respawn = Optional.ofNullable(respawns.get(spec.getKey())).map(Procd::pause);
            var old = before.get(spec.getKey());
            if (old != null && old.isSame(spec.getValue(), respawn)) {
                now.put(spec.getKey(), old);
            } else if (!spec.getValue().isEmpty()) {
                var instance = new Instance(machine, spec.getValue(), respawn);
                now.put(spec.getKey(), instance);
                fresh.add(instance);
            }
        }
        for (var old : before.values()) {
            if (!now.containsValue(old)) {
                old.stop();
            }
        }
        synchronized (this) {
            services.put(service, now);
        }
        fresh.forEach(Instance::start);
    }

    /** Of threshold, timeout and retry the timeout; 5 s when nothing is said. */
    private static Duration pause(List<String> numbers) {
        return numbers.size() < 3 ? Duration.ofSeconds(5) : Duration.ofSeconds(Long.parseLong(numbers.get(1)));
    }

    private synchronized void trigger(String config, String service) {
        var list = triggers.computeIfAbsent(config, name -> new ArrayList<>());
        if (!list.contains(service)) {
            list.add(service);
        }
    }

    private synchronized Map<String, Instance> instances(String service) {
        return Map.copyOf(services.getOrDefault(service, Map.of()));
    }

    public void delete(String service) throws InterruptedException {
        var all = instances(service);
        dismiss(service);
        for (var instance : all.values()) {
            instance.current().await();
        }
    }

    /** As {@link #delete} without waiting for the end: the caller may be the service itself. */
    private void dismiss(String service) {
        instances(service).values().forEach(Instance::terminate);
        synchronized (this) {
            services.remove(service);
        }
    }

    /** The object {@code service} on the bus. */
    public Optional<Object> answers(String method, Map<String, Object> arguments) throws UbusError {
        if (method.equals("delete")) {
            var name = Optional.ofNullable(arguments.get("name")).map(String::valueOf);
            dismiss(name.orElseThrow(() -> new UbusError(UbusError.Code.INVALID_ARGUMENT)));
        } else if (!method.equals("event")) {
            throw new UbusError(UbusError.Code.METHOD_NOT_FOUND);
        }
        return Optional.empty();
    }

    /** A service without instances counts as running, as real scripts without a daemon of their own do not. */
    public boolean isRunning(String service) {
        return instances(service).values().stream().anyMatch(Instance::isRunning);
    }

    public synchronized void forget() {
        services.values().forEach(instances -> instances.values().forEach(Instance::abandon));
        services.clear();
        triggers.clear();
        seen.clear();
    }

    /** {@code reload_config}: which packages differ from the last time, staged changes included; their services follow later. */
    public int reloadConfig(Call call) throws IOException, InterruptedException {
        for (var config : call.files().list("/etc/config")) {
            var text = machine.run("uci -q show " + config).out();
            var before = remember(config, text);
            if (before.isPresent() && !before.get().equals(text)) {
                changed(config);
            }
        }
        return 0;
    }

    private synchronized Optional<String> remember(String config, String text) {
        return Optional.ofNullable(seen.put(config, text));
    }

    private synchronized void changed(String config) {
        for (var service : triggers.getOrDefault(config, List.of())) {
            machine.clock().later(TRIGGER, "trigger " + service, () -> machine.run("/etc/init.d/" + service + " reload"));
        }
    }

    /**
     * A supervised command: started again after it ended, by whatever signal, when the script asked for respawn.
     *
     * <p>{@code respawn} is the pause before that, the second of procd's three numbers.
     */
    private static final class Instance {
        private final Machine machine;
        private final List<String> command;
        private final Optional<Duration> respawn;
        private Optional<SimProcess> process = Optional.empty();
        private boolean stopped;

        Instance(Machine machine, List<String> command, Optional<Duration> respawn) {
            this.machine = machine;
            this.command = List.copyOf(command);
            this.respawn = respawn;
        }

        boolean isSame(List<String> other, Optional<Duration> otherRespawn) {
            return command.equals(other) && respawn.equals(otherRespawn) && isRunning();
        }

        synchronized boolean isRunning() {
            return process.filter(SimProcess::isAlive).isPresent();
        }

        void start() {
            launch();
            Thread.ofVirtual().name("procd " + command.getFirst()).start(this::supervise);
        }

        private synchronized SimProcess launch() {
            var line = command.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            var started = machine.startShell(
                    "exec " + line,
                    java.util.Map.of(),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
            process = Optional.of(started);
            return started;
        }

        private void supervise() {
            try {
                while (true) {
                    current().await();
                    if (respawn.isEmpty() || isStopped()) {
                        return;
                    }
                    machine.clock().sleep(respawn.get());
                    if (isStopped()) {
                        return;
                    }
                    launch();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized SimProcess current() {
            return process.orElseThrow();
        }

        private synchronized boolean isStopped() {
            return stopped;
        }

        /** The machine lost power: no more respawns. */
        synchronized void abandon() {
            stopped = true;
        }

        /** Sends SIGTERM and no more respawns. */
        void terminate() {
            abandon();
            current().signal(Signal.TERM);
        }

        void stop() throws InterruptedException {
            terminate();
            current().await();
        }
    }
}
