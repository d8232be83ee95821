package dev.outpost.camera;

import dev.outpost.bench.net.CameraView;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

/** Stands beside one simulated camera: its ports are the servers on loopback, the others refuse. */
public record LoopbackVantage(CameraView camera) implements Vantage {
    @Override
    public Dial dial(String host, int port, Duration timeout) {
        if (!camera.hasLink()) {
            return new Dial.Unreachable("host unreachable");
        }
        var service = camera.service(port);
        if (service.isEmpty()) {
            return new Dial.Refused(Duration.ZERO);
        }
        try {
            var socket = new Socket(service.get().getAddress(), service.get().getPort());
            return new Dial.Connected(socket.getInputStream(), socket.getOutputStream(), socket, Duration.ofMillis(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String where() {
        return "beside the camera";
    }
}
