package dev.outpost.bench.relay;

import dev.outpost.bench.host.Machine;
import dev.outpost.net.Ipv4;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.net.Cidr;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.Function;

/** systemd's sockets as far as a relay needs them: a port of the host, a list of sources, and systemd-socket-proxyd behind it. */
record Sockets(Machine machine, RelayKernel kernel) {

    /** @param socket and {@code service} values of a key in the units */
    void open(String name, Function<String, List<String>> socket, Function<String, List<String>> service)
            throws IOException {
        var port = Integer.parseInt(socket.apply("ListenStream").getFirst());
        var allow = socket.apply("IPAddressAllow").stream().map(Cidr::of).toList();
        var target = service.apply("ExecStart").getFirst().replaceFirst(".* ", "").split(":");
        var proxy = new LoopbackServer(
                name, client -> carry(client, Ipv4.of(target[0]), Integer.parseInt(target[1])));
        kernel.publish(name, port, proxy, allow);
    }

    void close(String name) {
        kernel.withdraw(name);
    }

    private void carry(Socket client, Ipv4 camera, int port) throws IOException {
        if (kernel.net().connect(new Origin.OnRelay(kernel), camera, port) instanceof Outcome.Connected(var there)) {
            try (var far = new Socket()) {
                far.connect(there);
                LoopbackServer.splice(client, far);
            }
        }
    }
}
