package dev.outpost.bench.router.procd;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A supervised command: started again after it ended, by whatever signal, when the script asked for respawn.
 *
 * <p>{@code respawn} is the pause before that, the second of procd's three numbers.
 */
final class Instance {
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
