package dev.outpost.bench.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One exec channel: a virtual thread that runs the host's shell on the channel's streams. */
final class ExecChannel implements Command {
    private final SshHost host;
    private final String command;
    private final Traffic traffic;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    ExecChannel(SshHost host, String command, Traffic traffic) {
        this.host = host;
        this.command = command;
        this.traffic = traffic;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        traffic.executed();
        traffic.received(command.getBytes(StandardCharsets.UTF_8).length);
        var env = Map.of(
                "SSH_CONNECTION", peer(channel), "USER", channel.getSession().getUsername());
        Thread.ofVirtual().name("exec").start(() -> run(env));
    }

    private static String peer(ChannelSession channel) {
        return String.valueOf(channel.getSession().getIoSession().getRemoteAddress());
    }

    private void run(Map<String, String> env) {
        var status = 255;
        try {
            status = host.exec(command, env, counted(stream(in)), eager(stream(out)), eager(stream(err)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            stream(exit).onExit(status);
        }
    }

    /** Sends at once what is written; the channel's own stream keeps it until it is flushed. */
    private static OutputStream eager(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public synchronized void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public synchronized void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
                out.flush();
            }
        };
    }

    private InputStream counted(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                var one = super.read();
                traffic.received(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var count = super.read(buffer, offset, length);
                traffic.received(Math.max(count, 0));
                return count;
            }
        };
    }

    private static <T> T stream(@Nullable T given) {
        if (given == null) {
            throw new IllegalStateException("started before its streams were set");
        }
        return given;
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the command goes on without its client, as a real one does until it writes
    }
}
