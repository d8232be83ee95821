package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.Wg;
import dev.outpost.bench.net.WgConf;
import dev.outpost.bench.net.WireguardDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The server's {@code wg}, which also changes interfaces: {@code setconf}, {@code syncconf} and {@code set DEVICE private-key FILE}. */
record RelayWg(RelayKernel kernel, Wg host, Wg inside) implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var verb = call.words().isEmpty() ? "" : call.words().getFirst();
        if (!verb.matches("set|setconf|syncconf")) {
            return (RelayIp.isInside(call) ? inside : host).run(call);
        }
        var file = call.words().getLast();
        var text = file.equals("/dev/stdin")
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(file));
        try {
            var device = call.words().get(1);
            return kernel.isInside(device) == RelayIp.isInside(call) && kernel.change(device, change(verb, text))
                    ? 0
                    : call.refuse(1, "Unable to modify interface: No such device");
        } catch (IllegalArgumentException wrong) {
            return call.refuse(1, wrong.getMessage() + "\nConfiguration parsing error");
        }
    }

    private static UnaryOperator<WireguardDevice> change(String verb, String text) {
        if (!verb.equals("set")) {
            return WgConf.ofWg(text)::set;
        }
        var key = WgConf.key(text.strip());
        return old -> new WireguardDevice(old.name(), key, old.listenPort(), old.peers(), old.createdAt());
    }
}
