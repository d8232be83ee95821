package dev.outpost.adapter.ssh;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Framing;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.Stream;
import dev.outpost.shell.Talk;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.forwarded.RemotePortForwarder;
import net.schmizz.sshj.connection.channel.forwarded.SocketForwardingConnectListener;

/** One SSH connection. */
final class SshLink implements RemoteLink {
    /** More than any look prints; a host that says more is not answering us. */
    private static final int MOST_OUTPUT = 4 << 20;

    /** How long the exit status may follow the output. */
    private static final Duration EPILOGUE = Duration.ofSeconds(5);

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final SSHClient client;
    private final HostKeyGate gate;
    private final Login login;
    private final Ticker ticker;
    private final boolean bySudo;
    private final List<SshTalk> talks = new CopyOnWriteArrayList<>();

    /** @param bySudo whether what runs there runs as root by sudo */
    SshLink(SSHClient client, HostKeyGate gate, Login login, Ticker ticker, boolean bySudo) {
        this.client = client;
        this.gate = gate;
        this.login = login;
        this.ticker = ticker;
        this.bySudo = bySudo;
    }

    private String asRoot(String commandLine) {
        return bySudo ? Framing.bySudo(commandLine) : commandLine;
    }

    @Override
    public String hostKey() {
        return String.valueOf(gate.seen());
    }

    @Override
    public Login login() {
        return login;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public boolean isOpen() {
        return client.isConnected() && client.isAuthenticated();
    }

    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        var framing = new Framing(batch);
        try {
            var command = SshTalk.EagerSession.on(client, asRoot(framing.commandLine()));
            var output = CompletableFuture.supplyAsync(() -> read(command.getInputStream()), THREADS);
            var errors = CompletableFuture.supplyAsync(() -> read(command.getErrorStream()), THREADS);
            var sent = CompletableFuture.runAsync(() -> send(command, framing.stdin()), THREADS);
            var bytes = await(output, patience);
            command.join(EPILOGUE.toMillis(), TimeUnit.MILLISECONDS);
            if (command.getExitStatus() == null) {
                throw new LinkException(Reason.LOST, "the remote shell ended without an exit status", null);
            }
            sent.cancel(false);
            var answers = parse(framing, bytes, errors);
            command.close();
            return answers;
        } catch (LinkException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static LinkException broken(IOException e) {
        return new LinkException(Reason.LOST, "the connection broke (" + SystemWords.of(e) + ")", e);
    }

    private static List<Answer> parse(Framing framing, byte[] output, CompletableFuture<byte[]> errors)
            throws LinkException {
        try {
            return framing.parse(output);
        } catch (IOException e) {
            var said = new String(errors.getNow(new byte[0]), StandardCharsets.UTF_8).strip();
            throw new LinkException(
                    Reason.NOT_SSH, SystemWords.of(e) + (said.isEmpty() ? "" : "; it said: " + said), e);
        }
    }

    private byte[] await(CompletableFuture<byte[]> output, Duration patience) throws IOException {
        try {
            return ticker.in(patience).get(output);
        } catch (TimeoutException e) {
            close(); // closing the session alone would wait for the remote command
            throw new LinkException(Reason.TIMED_OUT, "still busy after " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new LinkException(Reason.LOST, "interrupted", e);
        } catch (ExecutionException e) {
            throw new LinkException(Reason.LOST, "the connection broke (" + SystemWords.root(e) + ")", e);
        }
    }

    private static byte[] read(InputStream stream) {
        try {
            return stream.readNBytes(MOST_OUTPUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the input is not told: what reads it knows how long it is. */
    private static void send(Session.Command command, byte[] bytes) {
        try {
            var stdin = command.getOutputStream();
            stdin.write(bytes);
            stdin.flush();
        } catch (IOException e) {
            // the remote side stopped reading: what it printed says why, and is looked at by the caller
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Talk talk(Script script) throws IOException {
        var program = script.render().getBytes(StandardCharsets.UTF_8);
        try {
            var talk = new SshTalk(SshTalk.EagerSession.on(client, asRoot(Framing.loader(program.length))));
            talks.add(talk);
            talk.input().write(program);
            talk.input().flush();
            return talk;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    DirectConnection direct(String host, int port) throws IOException {
        try {
            return client.newDirectConnection(host, port);
        } catch (OpenFailException e) {
            var reason = String.valueOf(e.getMessage()).contains("timed out") ? Reason.SILENT : Reason.REFUSED;
            throw new LinkException(reason, host + ":" + port + ": refused from there (" + SystemWords.of(e) + ")", e);
        } catch (IOException e) {
            throw new LinkException(
                    Reason.SILENT, host + ":" + port + ": no answer from there (" + SystemWords.of(e) + ")", e);
        }
    }

    @Override
    public Stream dial(String host, int port) throws IOException {
        return new Dialled(direct(host, port));
    }

    @Override
    public int forward(int port) throws IOException {
        try {
            var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return client.getRemotePortForwarder()
                    .bind(new RemotePortForwarder.Forward("127.0.0.1", 0), new SocketForwardingConnectListener(target))
                    .getPort();
        } catch (ConnectionException e) {
            throw isOpen()
                    ? new LinkException(Reason.REFUSED, "the SSH server there carries nothing back", e)
                    : broken(e);
        }
    }

    @Override
    public void close() {
        talks.forEach(SshTalk::close);
        talks.forEach(SshTalk::awaitEnd);
        disconnect(client);
    }

    static void disconnect(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    private static final class Dialled implements Stream {
        private final DirectConnection connection;

        Dialled(DirectConnection connection) {
            this.connection = connection;
        }

        @Override
        public InputStream input() {
            return connection.getInputStream();
        }

        @Override
        public OutputStream output() {
            return connection.getOutputStream();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
