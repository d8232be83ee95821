package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;

/** {@code curl --config -}: one request over plain HTTP (what is to be encrypted too), its options read from the standard input, each value in quotes; ends with 7 where nobody answers. */
final class Curl implements Program {
    private static final int NOBODY = 7;
    private static final int USAGE = 2;

    private final Dialling dialling;

    Curl(Dialling dialling) {
        this.dialling = dialling;
    }

    @Override
    public int run(Call call) throws IOException {
        if (!String.join(" ", call.words()).equals("--config -")) {
            return call.refuse(USAGE, "curl: option " + String.join(" ", call.words()) + ": is unknown");
        }
        var options = new HashMap<String, String>();
        var headers = new StringBuilder();
        new String(call.in().readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
            var equals = line.indexOf(" = ");
            if (line.startsWith("header = ")) {
                headers.append(unquoted(line.substring(equals + 3))).append("\r\n");
            } else if (equals > 0) {
                options.put(line.substring(0, equals), unquoted(line.substring(equals + 3)));
            }
        });
        var uri = URI.create(options.getOrDefault("url", "http:///"));
        try (var socket = dialling.dial(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())) {
            var data = options.getOrDefault("data", "");
            var login = options.containsKey("user")
                    ? "Authorization: Basic "
                            + Base64.getEncoder()
                                    .encodeToString(options.get("user").getBytes(StandardCharsets.UTF_8)) + "\r\n"
                    : "";
            var request = options.getOrDefault("request", "GET") + " " + uri.getRawPath()
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                    + " HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\n" + login + headers + "Content-Length: " + data.length()
                    + "\r\n\r\n" + data;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            var text = answer.toString(StandardCharsets.UTF_8);
            call.out().print(text.substring(text.indexOf("\r\n\r\n") + 4));
            call.say("\n" + text.replaceFirst("(?s)^\\S+ (\\d+).*", "$1"));
            return 0;
        } catch (IOException nobody) {
            return NOBODY;
        }
    }

    private static String unquoted(String value) {
        return value.startsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : value;
    }
}
