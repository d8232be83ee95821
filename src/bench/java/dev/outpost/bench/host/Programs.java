package dev.outpost.bench.host;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which file of a simulated computer is which program. A program whose file is missing is "not found". */
public final class Programs {
    private final FileSystem files;
    private final Map<String, Program> known = new ConcurrentHashMap<>();

    Programs(FileSystem files) {
        this.files = files;
    }

    /** Installs a program: it is known, and its executable file is there. */
    public void register(String path, Program program) {
        known.put(path, program);
        if (!files.exists(path)) {
            files.put(path, "\u007fELF " + path + "\n", 0755);
        }
    }

    /** Knows a program whose file comes later, with a package. */
    public void know(String path, Program program) {
        known.put(path, program);
    }

    /** The program behind an existing file, links followed. */
    public Optional<Program> at(String path) {
        try {
            var real = Optional.ofNullable(known.get(files.realPath(path)));
            return files.exists(path) ? Optional.ofNullable(known.get(path)).or(() -> real) : Optional.empty();
        } catch (FileError missing) {
            return Optional.empty();
        }
    }
}
