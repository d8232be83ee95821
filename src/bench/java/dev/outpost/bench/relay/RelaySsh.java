package dev.outpost.bench.relay;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.net.Dialler;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.ssh.SshHost;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server's SSH: root, by key only; forwarded channels start on the server, in the simulated network. */
record RelaySsh(Machine machine, RelayKernel kernel) implements SshHost {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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
    public int exec(String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException {
        var variables = new TreeMap<>(environment);
        variables.put("PATH", PATH);
        variables.put("SHELL", "/bin/bash");
        return machine.exec(command, variables, in, out, err);
    }

    @Override
    public Socket dial(String host, int port) throws IOException {
        if (Ipv4.parse(host).isEmpty()) {
            throw new UnknownHostException(host);
        }
        return new Dialler(kernel.net(), new Origin.OnRelay(kernel), machine.clock()).dial(Ipv4.of(host), port);
    }
}
