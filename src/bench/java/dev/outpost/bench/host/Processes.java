package dev.outpost.bench.host;

import dev.outpost.bench.clock.RoomTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The processes of one simulated computer: virtual threads in this JVM, never a process of the real machine. */
public final class Processes {
    private static final Duration LAST_WORDS =
            Duration.ofSeconds(2); // of the room; killed programs end at their next wait

    private final Map<Integer, SimProcess> alive = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastPid = new AtomicInteger(1200);

    /** What a process does; returns its exit status. */
    @FunctionalInterface
    public interface Body {
        int run(SimProcess self) throws IOException, InterruptedException;
    }

    /** Starts a process on its own thread. {@code parent} is nobody (pid 1) when absent. */
    public SimProcess start(Optional<SimProcess> parent, List<String> command, Body body) {
        var ready = new CompletableFuture<SimProcess>();
        var thread = Thread.ofVirtual().name("sim " + String.join(" ", command)).unstarted(() -> {
            var self = ready.join();
            finish(self, () -> body.run(self));
        });
        var process = add(parent.orElse(null), command, thread, null);
        if (parent.isEmpty()) {
            process.leadGroup();
        }
        ready.complete(process);
        thread.start();
        return process;
    }

    /** Runs a child in the foreground, on the thread of its parent; returns its exit status. */
    int inForeground(SimProcess parent, List<String> command, Body body) throws InterruptedException {
        var self = add(parent, command, Thread.currentThread(), parent);
        int status = finish(self, () -> body.run(self));
        parent.check();
        if (status == INTERRUPTED) {
            throw new InterruptedException();
        }
        return status;
    }

    private static final int INTERRUPTED = -2;

    private int finish(SimProcess self, Callable<Integer> body) {
        int status = INTERRUPTED;
        try {
            status = body.call();
        } catch (Killed killed) {
            status = 128 + self.killer().orElse(killed.signal()).number();
        } catch (InterruptedException interrupted) {
            status = self.killer().map(signal -> 128 + signal.number()).orElse(INTERRUPTED);
        } catch (Exception failure) {
            throw new IllegalStateException("a simulated program broke: " + self.command(), failure);
        } finally {
            self.finish(status == INTERRUPTED ? Signal.KILL.number() + 128 : status);
            alive.remove(self.pid());
        }
        return status;
    }

    private SimProcess add(
            @Nullable SimProcess parent, List<String> command, Thread thread, @Nullable SimProcess carrier) {
        int pid = lastPid.incrementAndGet();
        int group = parent == null ? pid : parent.group();
        var process = new SimProcess(pid, group, command, thread, carrier);
        if (parent != null) {
            process.setUmask(parent.umask());
        }
        alive.put(pid, process);
        return process;
    }

    public List<SimProcess> list() {
        return List.copyOf(alive.values());
    }

    public Optional<SimProcess> find(int pid) {
        return Optional.ofNullable(alive.get(pid));
    }

    /** Sends a signal to a pid, or with a negative number to a group; false when there is nobody. */
    public boolean kill(int pid, Signal signal) {
        var targets = list().stream()
                .filter(process -> pid > 0 ? process.pid() == pid : process.group() == -pid)
                .toList();
        targets.forEach(process -> process.signal(signal));
        return !targets.isEmpty();
    }

    /** A power cut: everything ends at once, what is just being started too. */
    public void killAll() throws InterruptedException {
        var deadline = RoomTime.ROOM.in(LAST_WORDS);
        for (var all = list(); !all.isEmpty() && !deadline.isOver(); all = list()) {
            all.forEach(process -> process.signal(Signal.KILL));
            for (var process : all) {
                process.awaitUntil(deadline);
            }
        }
    }
}
