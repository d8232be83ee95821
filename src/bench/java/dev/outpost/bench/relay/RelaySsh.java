package dev.outpost.bench.relay;

import dev.outpost.bench.host.Machine;
import dev.outpost.net.Ipv4;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.bench.ssh.SshHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server's SSH: root, by key only; forwarded channels start on the server, in the simulated network. */
final class RelaySsh implements SshHost {

    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Linux gives up a connection after six SYNs, tcp_syn_retries. */
    private static final Duration SYN_PATIENCE = Duration.ofSeconds(127);

    private final Machine machine;
    private final RelayKernel kernel;

    RelaySsh(Machine machine, RelayKernel kernel) {
        this.machine = machine;
        this.kernel = kernel;
    }

    @Override
    public boolean admitsWithoutPassword(String user) {
        return false;
    }

    @Override
    public boolean offersPassword() {
        return false;
    }

    @Override
    public boolean passwordMatches(String user, String password) {
        return false;
    }

    @Override
    public List<String> authorizedKeys(String user) {
        try {
            return user.equals("root")
                    ? machine.files().text("/root/.ssh/authorized_keys").lines().toList()
                    : List.of();
        } catch (IOException missing) {
            return List.of();
        }
    }

    @Override
    public int exec(
            String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
        var variables = new TreeMap<>(environment);
        variables.put("PATH", PATH);
        variables.put("SHELL", "/bin/bash");
        try {
            return machine.exec(command, variables, in, out, err);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 255;
        }
    }

    @Override
    public Socket dial(String host, int port) throws IOException {
        if (!Ipv4.parse(host).isPresent()) {
            throw new UnknownHostException(host);
        }
        return switch (kernel.net().connect(new Origin.OnRelay(kernel), Ipv4.of(host), port)) {
            case Outcome.Connected(var service) -> {
                var socket = new Socket();
                socket.setTcpNoDelay(true);
                socket.connect(service);
                yield socket;
            }
            case Outcome.Refused ignored -> throw new ConnectException("Connection refused");
            case Outcome.Unreachable ignored -> throw new NoRouteToHostException("No route to host");
            case Outcome.Silence ignored -> throw timedOut();
        };
    }

    private SocketTimeoutException timedOut() {
        try {
            machine.clock().sleep(SYN_PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new SocketTimeoutException("Connection timed out");
    }
}
