package dev.outpost.bench.router.ubus;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimProcess;
import dev.outpost.bench.router.ubus.Ubus.UbusError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Services by name, as init scripts registered them. */
public final class Procd {
    /** From the event until the script runs (facts/behaviours.md#19). */
    private static final Duration TRIGGER = Duration.ofSeconds(1);

    private final Machine machine;
    private final Map<String, Map<String, Instance>> services = new TreeMap<>();
    private final Map<String, Set<String>> triggers = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();

    public Procd(Machine machine) {
        this.machine = machine;
    }

    /**
     * What an init script says of an instance.
     *
     * @param respawn threshold, timeout and retry; none: it is not started again
     */
    private record Spec(List<String> command, List<String> respawn) {
        Spec() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        /** The timeout; 5 s when nothing is said. */
        Duration pause() {
            return respawn.size() < 3 ? Duration.ofSeconds(5) : Duration.ofSeconds(Long.parseLong(respawn.get(1)));
        }
    }

    /** Replaces a service's instances by those of a file: a line with a parameter's name, a line with its value. */
    public void set(String service, List<String> lines) throws InterruptedException {
        var specs = new LinkedHashMap<String, Spec>();
        var current = new Spec();
        for (var at = 0; at + 1 < lines.size(); at += 2) {
            var value = lines.get(at + 1);
            switch (lines.get(at)) {
                case "instance" -> {
                    current = new Spec();
                    specs.put(value, current);
                }
                case "command" -> current.command().add(value);
                case "respawn" -> current.respawn().add(value);
                case "trigger" -> trigger(value, service);
                default -> {}
            }
        }
        replace(service, specs);
    }

    private void replace(String service, Map<String, Spec> specs) throws InterruptedException {
        var before = instances(service);
        var now = new LinkedHashMap<String, Instance>();
        var fresh = new ArrayList<Instance>();
        specs.forEach((name, spec) -> {
            var old = before.get(name);
            if (old != null && old.spec.equals(spec) && old.isRunning()) {
                now.put(name, old);
            } else if (!spec.command().isEmpty()) {
                var instance = new Instance(spec);
                now.put(name, instance);
                fresh.add(instance);
            }
        });
        for (var old : before.values()) {
            if (!now.containsValue(old)) {
                old.terminate();
                old.process.orElseThrow().await();
            }
        }
        synchronized (this) {
            services.put(service, now);
        }
        fresh.forEach(Instance::start);
    }

    private synchronized void trigger(String config, String service) {
        triggers.computeIfAbsent(config, name -> new LinkedHashSet<>()).add(service);
    }

    private synchronized Map<String, Instance> instances(String service) {
        return Map.copyOf(services.getOrDefault(service, Map.of()));
    }

    public void delete(String service) throws InterruptedException {
        var all = instances(service);
        dismiss(service);
        for (var instance : all.values()) {
            instance.process.orElseThrow().await();
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
        services.values().forEach(instances -> instances.values().forEach(instance -> instance.stopped = true));
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
        for (var service : triggers.getOrDefault(config, Set.of())) {
            machine.clock()
                    .later(TRIGGER, "trigger " + service, () -> machine.run("/etc/init.d/" + service + " reload"));
        }
    }

    /** A supervised command: started again after it ended, by whatever signal, when the script asked for respawn. */
    private final class Instance {
        private final Spec spec;
        private volatile Optional<SimProcess> process = Optional.empty();

        /** Somebody stops it, or the machine lost power: no more respawns. */
        private volatile boolean stopped;

        Instance(Spec spec) {
            this.spec = spec;
        }

        boolean isRunning() {
            return process.filter(SimProcess::isAlive).isPresent();
        }

        void start() {
            launch();
            machine.clock().later(Duration.ZERO, "procd " + spec.command().getFirst(), this::supervise);
        }

        private void launch() {
            var line = spec.command().stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" ", "exec ", ""));
            var nowhere = OutputStream.nullOutputStream();
            process = Optional.of(machine.startShell(line, Map.of(), InputStream.nullInputStream(), nowhere, nowhere));
        }

        private void supervise() throws InterruptedException {
            process.orElseThrow().await();
            while (!spec.respawn().isEmpty() && !stopped) {
                machine.clock().sleep(spec.pause());
                if (!stopped) {
                    launch();
                    process.orElseThrow().await();
                }
            }
        }

        /** Sends SIGTERM. */
        void terminate() {
            stopped = true;
            process.orElseThrow().signal(Signal.TERM);
        }
    }
}
