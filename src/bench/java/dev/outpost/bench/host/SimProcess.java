package dev.outpost.bench.host;

import dev.outpost.step.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A process of a simulated computer. A foreground child runs on the thread of the shell that waits for it. */
public final class SimProcess {
    private final int pid;
    private final Thread thread;
    private final @Nullable SimProcess carrier;
    private final Set<Signal> trapped = ConcurrentHashMap.newKeySet();
    private final Queue<Signal> pending = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile List<String> command;
    private volatile int group;
    private volatile @Nullable Signal killedBy;
    private volatile int status;
    private volatile int umask = 022;

    SimProcess(int pid, int group, List<String> command, Thread thread, @Nullable SimProcess carrier) {
        this.pid = pid;
        this.group = group;
        this.command = List.copyOf(command);
        this.thread = thread;
        this.carrier = carrier;
    }

    public int pid() {
        return pid;
    }

    /** Process group and session in one number: the pid of its leader. */
    public int group() {
        return group;
    }

    public List<String> command() {
        return command;
    }

    public boolean isAlive() {
        return done.getCount() > 0;
    }

    /** Waits for its end; returns the exit status. */
    public int await() throws InterruptedException {
        done.await();
        return status;
    }

    /** Waits at most until then; whether it has ended. */
    public boolean await(Deadline deadline) throws InterruptedException {
        return deadline.await(done);
    }

    public int status() {
        return status;
    }

    void awaitUntil(Deadline deadline) throws InterruptedException {
        if (!deadline.await(done)) {
            thread.interrupt();
        }
    }

    /** Delivers a signal: kept for the trap, or the end of the process. */
    public synchronized void signal(Signal signal) {
        boolean harmless = signal == Signal.CONT || signal == Signal.STOP;
        if (!isAlive() || harmless) {
            return;
        }
        if (signal != Signal.KILL && trapped.contains(signal)) {
            pending.add(signal);
            return;
        }
        if (killedBy == null) {
            killedBy = signal;
        }
        thread.interrupt();
    }

    /** Ends the caller when its process was killed. Loops of programs call it, or poll for interrupts. */
    public void check() {
        for (var process = this; process != null; process = process.carrier) {
            var signal = process.killedBy;
            if (signal != null) {
                throw new Killed(signal);
            }
        }
    }

    public Optional<Signal> killer() {
        return Optional.ofNullable(killedBy);
    }

    @Nullable
    Signal nextTrapped() {
        return pending.poll();
    }

    void trap(Signal signal) {
        trapped.add(signal);
    }

    /** The permission bits that new files do not get. */
    public int umask() {
        return umask;
    }

    void setUmask(int bits) {
        umask = bits & 0777;
    }

    /** setsid(2): its own group from now on. */
    public void leadGroup() {
        group = pid;
    }

    /** exec(2): the same process under another name. */
    void becomes(List<String> words) {
        command = List.copyOf(words);
    }

    synchronized void finish(int exit) {
        status = exit;
        done.countDown();
        if (killedBy != null && carrier != null) {
            boolean forgotten = Thread.interrupted();
            assert forgotten || !forgotten;
        }
    }
}
