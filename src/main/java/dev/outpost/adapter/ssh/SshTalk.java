package dev.outpost.adapter.ssh;

import dev.outpost.shell.Talk;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/** An exec channel that stays open. A dropbear closes it when the command has ended, so its input ends first. */
final class SshTalk implements Talk {
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final EagerSession command;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    SshTalk(EagerSession command) {
        this.command = command;
    }

    @Override
    public OutputStream input() {
        return command.getOutputStream();
    }

    @Override
    public InputStream output() {
        return command.getInputStream();
    }

    @Override
    public InputStream errors() {
        return command.getErrorStream();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            Thread.ofVirtual().start(this::end);
        }
    }

    private void end() {
        try (command) {
            command.getOutputStream().close();
            command.join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // the connection is gone, and the script with it
        } finally {
            ended.complete(null);
        }
    }

    /** Until the script has ended, or for a moment: what is still there ends with the connection. */
    void awaitEnd() {
        try {
            Ticker.REAL.in(LAST_WORDS).get(ended);
        } catch (TimeoutException | ExecutionException e) {
            // it ends with the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An exec channel whose input is sent right behind the command, without a round trip for the answer to the request. */
    static final class EagerSession extends SessionChannel {
        private final Connection connection;

        private EagerSession(Connection connection) {
            super(connection);
            this.connection = connection;
        }

        /** Opens a channel and asks for the command. Where it is refused, the channel's streams end with that error. */
        static EagerSession on(SSHClient client, String line) throws SSHException {
            var session = new EagerSession(client.getConnection());
            session.open();
            var answer = session.sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(line));
            Thread.ofVirtual().name("exec").start(() -> session.await(answer));
            return session;
        }

        private void await(Event<ConnectionException> answer) {
            try {
                answer.await(connection.getTimeoutMs(), TimeUnit.MILLISECONDS);
            } catch (ConnectionException e) {
                notifyError(new SSHException(
                        DisconnectReason.UNKNOWN, "the command was refused (" + SystemWords.of(e) + ")", e));
            }
        }
    }
}
