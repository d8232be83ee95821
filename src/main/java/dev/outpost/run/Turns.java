package dev.outpost.run;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time where many sites share a relay. */
public final class Turns {
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** Work that may fail. */
    interface Work<T> {
        T done() throws IOException;
    }

    <T> T at(String relay, Work<T> work) throws IOException {
        var lock = locks.computeIfAbsent(relay, name -> new ReentrantLock(true));
        lock.lock();
        try {
            return work.done();
        } finally {
            lock.unlock();
        }
    }
}
