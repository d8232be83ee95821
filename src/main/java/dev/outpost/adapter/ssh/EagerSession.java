package dev.outpost.adapter.ssh;

import dev.outpost.step.SystemWords;
import java.util.concurrent.TimeUnit;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/** An exec channel whose input is sent right behind the command, without a round trip for the answer to the request. */
final class EagerSession extends SessionChannel {
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
