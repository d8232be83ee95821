package dev.outpost.bench.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.ChannelPipedInputStream;
import org.apache.sshd.common.channel.ChannelPipedOutputStream;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/** A {@code direct-tcpip} channel (RFC 4254, 7.2) whose far end is whatever the host's network model says. */
final class ForwardChannel extends AbstractServerChannel {
    private final SshHost host;
    private final Traffic traffic;
    private @Nullable ChannelPipedOutputStream fromClient;
    private @Nullable Socket socket;

    ForwardChannel(SshHost host, Traffic traffic) {
        super("", List.of(), null);
        this.host = host;
        this.traffic = traffic;
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        var target = buffer.getString();
        var port = buffer.getInt();
        var future = new DefaultOpenFuture(this, this);
        traffic.forwards().incrementAndGet();
        addCloseFutureListener(closed -> release());
        Thread.ofVirtual().name("direct-tcpip").start(() -> connect(target, port, future));
        return future;
    }

    private void connect(String target, int port, OpenFuture future) {
        try {
            var connected = host.dial(target, port);
            var inbound = new ChannelPipedInputStream(getLocalWindow(), Duration.ZERO);
            fromClient = new ChannelPipedOutputStream(inbound);
            socket = connected;
            var outbound =
                    new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
            outbound.setNoDelay(true);
            signalChannelOpenSuccess();
            future.setOpened();
            Thread.ofVirtual().start(() -> toTarget(inbound, connected));
            Thread.ofVirtual().start(() -> toClient(connected, outbound));
        } catch (IOException failed) {
            refuse(String.valueOf(failed.getMessage()), future);
        }
    }

    /** As OpenSSH does it: the reason is "connect failed", the words are the kernel's. The library would send its own words. */
    private void refuse(String words, OpenFuture future) {
        try {
            var session = getSession();
            var answer = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE);
            answer.putUInt(getRecipient());
            answer.putUInt(SshConstants.SSH_OPEN_CONNECT_FAILED);
            answer.putString(words);
            answer.putString("");
            session.writePacket(answer);
            session.getService(ConnectionService.class).unregisterChannel(this);
        } catch (IOException gone) {
            future.setException(gone);
        }
    }

    private void toTarget(InputStream inbound, Socket target) {
        try {
            inbound.transferTo(target.getOutputStream());
            target.shutdownOutput();
        } catch (IOException gone) {
            close(true);
        }
    }

    private void toClient(Socket target, ChannelOutputStream outbound) {
        try (outbound) {
            target.getInputStream().transferTo(outbound);
        } catch (IOException gone) {
            log.debug("forwarded connection ended: {}", gone.getMessage());
        }
        close(false);
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        if (fromClient != null) {
            fromClient.write(data, offset, (int) length);
            fromClient.flush();
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        throw new IOException("a forwarded connection has no stderr");
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        endsInput();
    }

    private void endsInput() throws IOException {
        if (fromClient != null) {
            fromClient.close();
        }
    }

    private void release() {
        try {
            endsInput();
            if (socket != null) {
                socket.close();
            }
        } catch (IOException ignored) {
            log.debug("close of a forwarded connection: {}", ignored.getMessage());
        }
    }
}
