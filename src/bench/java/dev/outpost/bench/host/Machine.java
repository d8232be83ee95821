package dev.outpost.bench.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One simulated computer. Nothing that runs on it starts a process of the real one. */
public final class Machine {
    private static final Map<String, String> BARE =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root", "USER", "root", "SHELL", "/bin/ash");

    private final SimClock clock;
    private final FileSystem files;
    private final Programs programs;
    private final Processes processes;
    private final Launcher launcher;
    private volatile String hostname;

    public Machine(String hostname, SimClock clock) {
        this.hostname = hostname;
        this.clock = clock;
        this.files = new FileSystem(clock);
        this.programs = new Programs(files);
        this.processes = new Processes();
        this.launcher = new Launcher(this);
    }

    public String hostname() {
        return hostname;
    }

    public void setHostname(String name) {
        hostname = name;
    }

    public SimClock clock() {
        return clock;
    }

    public FileSystem files() {
        return files;
    }

    public Programs programs() {
        return programs;
    }

    public Processes processes() {
        return processes;
    }

    Launcher launcher() {
        return launcher;
    }

    /**
     * Runs one command line as an SSH exec channel does: by the user's shell, in its own process; waits for the shell's
     * end. Background jobs go on after it.
     *
     * @param env variables besides PATH and HOME; may replace them
     * @return the exit status
     * @throws InterruptedException when the waiting thread is interrupted; the process then goes on without a listener
     */
    public int exec(String commandLine, Map<String, String> env, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException {
        return startShell(commandLine, env, in, out, err).await();
    }

    /** As {@link #exec} without waiting. */
    public SimProcess startShell(
            String commandLine, Map<String, String> env, InputStream in, OutputStream out, OutputStream err) {
        var variables = new TreeMap<>(BARE);
        variables.putAll(env);
        var shell = List.of("ash", "-c", commandLine);
        return processes.start(Optional.empty(), shell, self -> {
            var call = new Call(
                    this, self, shell, variables, home(), Descriptors.guarded(in), new Output(out), new Output(err));
            return launcher.shell(call);
        });
    }

    private String home() {
        return files.isFolder("/root") ? "/root" : "/";
    }

    /** Runs one command line with nothing on its stdin and returns what it said. */
    public Outcome run(String commandLine) throws InterruptedException {
        return run(commandLine, "");
    }

    public Outcome run(String commandLine, String stdin) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        int status = exec(commandLine, Map.of(), in, out, err);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
