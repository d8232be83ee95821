package dev.outpost.bench.host;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The open descriptors of one shell. */
final class Descriptors {
    private final Map<Integer, Descriptor> open = new TreeMap<>();

    static Descriptors of(Call call) {
        var fds = new Descriptors();
        fds.open.put(0, Descriptor.reading(call.in(), () -> {}));
        fds.open.put(1, Descriptor.writing(call.out(), () -> {}));
        fds.open.put(2, Descriptor.writing(call.err(), () -> {}));
        return fds;
    }

    /** What a forked shell has: the same open files. */
    Descriptors fork() {
        var copy = new Descriptors();
        open.forEach((fd, file) -> copy.open.put(fd, file.hold()));
        return copy;
    }

    Optional<Descriptor> get(int fd) {
        return Optional.ofNullable(open.get(fd));
    }

    /** Puts an open file at a number, without closing what was there; returns what was there. */
    Optional<Descriptor> swap(int fd, Optional<Descriptor> file) {
        var before = Optional.ofNullable(open.remove(fd));
        file.ifPresent(opened -> open.put(fd, opened));
        return before;
    }

    /** Puts an open file at a number and closes what was there. */
    void set(int fd, Descriptor file) {
        swap(fd, Optional.of(file)).ifPresent(Descriptor::release);
    }

    InputStream in() {
        return get(0).orElseGet(Descriptor::closed).in();
    }

    Output out() {
        return get(1).orElseGet(Descriptor::closed).out();
    }

    Output err() {
        return get(2).orElseGet(Descriptor::closed).out();
    }

    void closeAll() {
        open.values().forEach(Descriptor::release);
        open.clear();
    }
}
