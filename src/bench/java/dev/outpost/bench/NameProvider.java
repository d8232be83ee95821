package dev.outpost.bench;

import com.sun.net.httpserver.HttpExchange;
import dev.outpost.bench.net.WebServer;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Who keeps names for addresses that move, in the manner of each family: DynDNS ({@code /nic/update}, and deSEC at {@code /}) with a basic login of
 * the user {@code me}, DuckDNS ({@code /update}) and dynv6 ({@code /api/update}) with a token, Cloudflare ({@code /client/v4/zones/}) with a bearer's
 * key and JSON. Everybody's secret is {@link #PASSWORD}.
 */
final class NameProvider implements AutoCloseable {
    static final String PASSWORD = "name-s3cret";

    static final List<String> HOSTS = List.of(
            "ddns.example",
            "dynupdate.no-ip.com",
            "www.duckdns.org",
            "dynv6.com",
            "update.dedyn.io",
            "api.cloudflare.com");

    private static final Pattern RECORD = Pattern.compile("\"name\":\"([^\"]*)\",\"content\":\"([^\"]*)\"");

    private final WebServer page;
    private final BiConsumer<String, Ipv4> zone;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** @param zone is told which name leads where now */
    NameProvider(BiConsumer<String, Ipv4> zone) throws IOException {
        this.zone = zone;
        page = new WebServer(exchange -> new WebServer.Answer(200, "text/plain", answer(exchange) + "\n"));
    }

    private String answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var asked = query(exchange);
        var host = asked.getOrDefault("hostname", "");
        if (path.startsWith("/client/v4/zones/")) {
            return cloudflare(exchange, login);
        }
        return switch (path) {
            case "/update" -> takes(asked, asked.get("domains") + ".duckdns.org", "ip", isToken(asked), "OK", "KO");
            case "/api/update" -> takes(asked, host, "ipv4", isToken(asked), "addresses updated", "invalid token");
            default -> {
                var address = asked.containsKey("myip") ? "myip" : "myipv4";
                var knows = login.equals("Basic " + base64("me:" + PASSWORD));
                yield takes(asked, host, address, knows, "good " + asked.get(address), "badauth");
            }
        };
    }

    private String cloudflare(HttpExchange exchange, String login) throws IOException {
        var body = WebServer.body(exchange);
        var record = RECORD.matcher(body);
        var isGood = record.find() && exchange.getRequestMethod().equals("PATCH") && login.equals("Bearer " + PASSWORD);
        return isGood
                ? takes(Map.of("content", record.group(2)), record.group(1), "content", true, "{\"success\":true}", "")
                : "{\"success\":false}";
    }

    private String takes(Map<String, String> asked, String name, String key, boolean knows, String good, String bad) {
        if (!knows) {
            return bad;
        }
        var address = Ipv4.of(asked.getOrDefault(key, ""));
        zone.accept(name, address);
        taken.add(String.valueOf(address));
        return good;
    }

    private static boolean isToken(Map<String, String> asked) {
        return PASSWORD.equals(asked.get("token"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var values = new HashMap<String, String>();
        var query = exchange.getRequestURI().getQuery();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            values.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("^[^=]*=", ""));
        }
        return values;
    }

    /** Addresses that it took, in their order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    InetSocketAddress address() {
        return page.address();
    }

    @Override
    public void close() {
        page.close();
    }
}
