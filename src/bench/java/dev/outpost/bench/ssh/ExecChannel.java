package dev.outpost.bench.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** One exec channel: a virtual thread that runs the host's shell on the channel's streams. */
final class ExecChannel extends AbstractCommandSupport {
    private final SshHost host;
    private final Traffic traffic;

    ExecChannel(SshHost host, String command, Traffic traffic) {
        super(command, null);
        this.host = host;
        this.traffic = traffic;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        super.setOutputStream(eager(stream));
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        super.setErrorStream(eager(stream));
    }

    /** Sends at once what is written; by itself the channel's own stream keeps it until it is flushed. */
    private static OutputStream eager(OutputStream stream) {
        if (stream instanceof ChannelOutputStream channel) {
            channel.setNoDelay(true);
        }
        return stream;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        traffic.execs().incrementAndGet();
        traffic.bytesIn().addAndGet(getCommand().getBytes(StandardCharsets.UTF_8).length);
        Thread.ofVirtual().name("exec").start(this);
    }

    @Override
    public void run() {
        var peer = String.valueOf(getServerSession().getIoSession().getRemoteAddress());
        var env = Map.of("SSH_CONNECTION", peer, "USER", getServerSession().getUsername());
        var status = 255;
        try {
            status = host.exec(getCommand(), env, counted(getInputStream()), getOutputStream(), getErrorStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            getExitCallback().onExit(status);
        }
    }

    private InputStream counted(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                var one = super.read();
                traffic.bytesIn().addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var count = super.read(buffer, offset, length);
                traffic.bytesIn().addAndGet(Math.max(count, 0));
                return count;
            }
        };
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the command goes on without its client, as a real one does until it writes
    }
}
