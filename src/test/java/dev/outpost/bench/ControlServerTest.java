package dev.outpost.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlServerTest {
    private final List<String> done = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private ControlServer server = start();

    @BeforeEach
    void restart() {
        server.close();
        server = start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void tellsTheCounters() throws Exception {
        assertEquals("{\"router\":{}}\n", send("GET", "/counters", "").body());
    }

    @Test
    void setsAndClearsFaults() throws Exception {
        assertEquals(200, send("POST", "/faults/no-signal", "").statusCode());
        assertEquals(200, send("DELETE", "/faults/no-signal", "").statusCode());

        assertEquals(List.of("set NO_SIGNAL", "clear NO_SIGNAL"), done);
    }

    @Test
    void movesTheCableAndCutsThePower() throws Exception {
        send("POST", "/cable/camera", "");
        send("POST", "/cable/laptop/barn-2", "");
        send("POST", "/power/router", "");

        assertEquals(List.of("cable CAMERA of ", "cable LAPTOP of barn-2", "power of "), done);
    }

    @Test
    void takesTheViewersPage() throws Exception {
        send("POST", "/viewer", "[Interface]\n");

        assertEquals(List.of("scan [Interface]\n"), done);
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        assertTrue(send("POST", "/faults/no-luck", "").body().contains("no fault is called no-luck"));
        assertEquals(400, send("POST", "/cable/moon", "").statusCode());
        assertEquals(404, send("GET", "/nothing", "").statusCode());
    }

    @Test
    void refusesAWebPageInABrowser() throws Exception {
        var request = HttpRequest.newBuilder(uri("/power/router"))
                .header("Origin", "http://example.org")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertEquals(
                403, client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertTrue(done.isEmpty());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private ControlServer start() {
        try {
            return new ControlServer(new Noted(done));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Noted(List<String> done) implements Controls {
        @Override
        public String counters() {
            return "{\"router\":{}}";
        }

        @Override
        public void sets(Fault fault) {
            done.add("set " + fault);
        }

        @Override
        public void clears(Fault fault) {
            done.add("clear " + fault);
        }

        @Override
        public void powerCycles(String unit) {
            done.add("power of " + unit);
        }

        @Override
        public void movesCable(String unit, Cable end) {
            done.add("cable " + end + " of " + unit);
        }

        @Override
        public void viewerScans(String wireguardConf) {
            done.add("scan " + wireguardConf);
        }
    }
}
