package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
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
        var data = options.getOrDefault("data", "");
        if (options.containsKey("user")) {
            var login = Base64.getEncoder().encodeToString(options.get("user").getBytes(StandardCharsets.UTF_8));
            headers.append("Authorization: Basic ").append(login).append("\r\n");
        }
        headers.append("Content-Length: ").append(data.length()).append("\r\n");
        try {
            var answer = dialling.http(uri, options.getOrDefault("request", "GET"), headers.toString(), data);
            var text = new String(answer, StandardCharsets.UTF_8);
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
