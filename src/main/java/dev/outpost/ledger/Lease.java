package dev.outpost.ledger;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * A file held by one thread of one process. The system lets go of it when the process dies, however it dies; the file itself
 * stays, with the holder's process id in it.
 */
public final class Lease implements AutoCloseable {
    /** File locks belong to processes; between threads of this one a semaphore decides, first come, first served. */
    private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

    private final Semaphore here;
    private final FileChannel channel;

    private Lease(Semaphore here, FileChannel channel) {
        this.here = here;
        this.channel = channel;
    }

    /**
     * Takes the file, waiting for another holder this long.
     *
     * @param what what it protects, for the message: "site barn-north"
     * @throws ProblemException {@code STATE-LOCKED} if somebody else still holds it then
     */
    public static Lease take(Path file, String what, Duration patience) {
        var path = file.toAbsolutePath().normalize();
        var here = HERE.computeIfAbsent(path, p -> new Semaphore(1, true));
        try {
            if (!Ticker.REAL.in(patience).acquire(here)) {
                throw held(path, what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held(path, what);
        }
        try {
            return locked(path, what, patience, here);
        } catch (IOException | RuntimeException e) {
            here.release();
            throw e instanceof IOException io ? Room.failed(path, io) : (RuntimeException) e;
        }
    }

    private static Lease locked(Path file, String what, Duration patience, Semaphore here) throws IOException {
        var channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel, patience).isEmpty()) {
            channel.close();
            throw held(file, what);
        }
        try {
            channel.truncate(0);
            var pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return new Lease(here, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> lock(FileChannel channel, Duration patience) throws IOException {
        var now = channel.tryLock();
        if (now != null || patience.isZero()) {
            return Optional.ofNullable(now);
        }
        var waiting = new FutureTask<>(channel::lock);
        Thread.ofPlatform().daemon().name("waiting for a lock").start(waiting);
        try {
            return Optional.of(Ticker.REAL.in(patience).get(waiting));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static ProblemException held(Path file, String what) {
        return new ProblemException(ProblemCode.STATE_LOCKED.problem(
                "another outpost is at work on " + what,
                "process " + holder(file) + " holds " + file,
                "wait for it to end, or end it, then run the same command again"));
    }

    private static String holder(Path file) {
        try {
            var pid = Files.readString(file).strip();
            return pid.matches("[0-9]{1,10}") ? pid : "(id not known)";
        } catch (IOException e) {
            return "(id not known)";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            here.release();
        }
    }
}
