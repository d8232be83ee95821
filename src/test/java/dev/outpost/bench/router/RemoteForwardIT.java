package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.forwarded.RemotePortForwarder;
import net.schmizz.sshj.connection.channel.forwarded.SocketForwardingConnectListener;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.junit.jupiter.api.Test;

/** The laptop lends the router a server of its own, through the SSH connection. */
class RemoteForwardIT {
    @Test
    void theRouterFetchesFromTheLaptopWhileTheSessionLasts() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/here", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        try (var bench = new RouterBench().start();
                var client = new SSHClient(new DefaultConfig())) {
            client.addHostKeyVerifier(new PromiscuousVerifier());
            client.connect("127.0.0.1", bench.router().address().getPort());
            client.auth("root", new AuthNone());
            var target = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.getAddress().getPort());
            int port = client.getRemotePortForwarder()
                    .bind(new RemotePortForwarder.Forward("127.0.0.1", 0), new SocketForwardingConnectListener(target))
                    .getPort();
            var address = "http://127.0.0.1:" + port;

            assertEquals(
                    "hello",
                    bench.run("wget -q -O /tmp/x " + address + "/here; cat /tmp/x")
                            .out());
            assertEquals(
                    8, bench.run("wget -q -O /tmp/x " + address + "/nothere").status());
            client.disconnect();
            bench.await("wget -q -O /tmp/x " + address + "/here 2>/dev/null; echo $?", "4\n");
        } finally {
            server.stop(0);
        }
    }
}
