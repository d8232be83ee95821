package dev.outpost.camera;

import dev.outpost.bench.camera.GroupAnswers;
import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import dev.outpost.step.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A camera on a wire of its own, at 192.168.1.64, and what our client and Debian's onvif-util in turn set and see there. Runs in a namespace. */
final class OnvifBox {
    private static final Secret PASSWORD = Secret.of("Somebody-1");
    private static final int TIMES = 8;

    private OnvifBox() {}

    /** @param words a folder, and the process in whose network onvif-util runs */
    public static void main(String[] words) throws Exception {
        var folder = Path.of(words[0]);
        try (var camera = new SimulatedCamera(
                        "3c:ef:8c:00:11:22",
                        Cidr.of("192.168.1.64/24"),
                        Ipv4.of("192.168.1.1"),
                        "nobody",
                        "moo-moo-9",
                        Clock.systemUTC());
                var _ = new GroupAnswers(List.of(camera), NetworkInterface.getByName("cam"))) {
            camera.speaksOnvifOnly("admin", PASSWORD.reveal());
            camera.settings().clockSays(Instant.EPOCH);
            camera.losesGateway();
            serve(camera);

            say("before", tool(words[1], "get time\nget network\n"));
            say("our changes", kinds(camera, folder));
            say("after", tool(words[1], "get time\nget network\nget profiles\nget rtsp\nget video\n"));
            say("ours again", kinds(camera, folder));
            say("its own", tool(words[1], "set default_gateway 192.168.1.9\nsync_time\n"));
            say("what we see then", kinds(camera, folder));
            say("wrong logins", "" + camera.login().failures());
        }
        System.exit(0);
    }

    private static void say(String title, String words) {
        System.out.println("== " + title + "\n" + words.strip());
    }

    /** It looks for half a second, and falls over where nobody answered in it. */
    private static String tool(String process, String orders) throws IOException, InterruptedException {
        var said = "";
        for (int times = 0; times < TIMES && !said.contains("successfully connected"); times++) {
            var tool = new ProcessBuilder(
                            "nsenter",
                            "-t",
                            process,
                            "-n",
                            "onvif-util",
                            "-u",
                            "admin",
                            "-p",
                            PASSWORD.reveal(),
                            "192.168.1.64")
                    .redirectErrorStream(true)
                    .start();
            try (var in = tool.getOutputStream()) {
                in.write((orders + "quit\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException fellOver) {
                said = "it fell over";
            }
            said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            tool.waitFor();
        }
        return said;
    }

    /** What our client finds missing and sets. */
    private static String kinds(SimulatedCamera camera, Path folder) {
        var wish = new SetupWish(
                "yard",
                Ipv4.of("192.168.1.64"),
                Cidr.of("192.168.1.1/24"),
                Optional.of(ZoneId.of("Europe/Berlin")),
                "viewer",
                Secret.of("Moo-moo-9"),
                true,
                "admin",
                new ByHand(Optional.empty()));
        var vault = new CameraSetup.Vault() {
            @Override
            public Optional<Secret> admin() {
                return Optional.of(PASSWORD);
            }

            @Override
            public Secret adminOrNew() {
                return PASSWORD;
            }
        };
        return new CameraSetup(
                        new LoopbackVantage(camera),
                        new LoginBudget(folder.resolve("camera-logins"), Clock.systemUTC()),
                        Ticker.REAL,
                        Clock.systemUTC(),
                        new Told())
                .run(wish, wish.address(), 80, vault).stream()
                        .map(CameraChange::kind)
                        .toList()
                        .toString();
    }

    /** Its servers on loopback answer at its own address too. */
    private static void serve(SimulatedCamera camera) throws IOException {
        for (var port : List.of(80, 554)) {
            var own = camera.service(port).orElseThrow();
            var server = new ServerSocket();
            server.bind(new InetSocketAddress("192.168.1.64", port));
            Thread.ofVirtual().start(() -> accept(server, own));
        }
    }

    private static void accept(ServerSocket server, InetSocketAddress own) {
        try {
            while (true) {
                var client = server.accept();
                var there = new Socket(own.getAddress(), own.getPort());
                Thread.ofVirtual().start(() -> carry(client, there));
                Thread.ofVirtual().start(() -> carry(there, client));
            }
        } catch (IOException closed) {
            return; // the box is over
        }
    }

    private static void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            return; // one of them hung up
        }
    }
}
