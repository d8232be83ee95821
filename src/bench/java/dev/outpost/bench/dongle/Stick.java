package dev.outpost.bench.dongle;

import com.sun.net.httpserver.HttpExchange;
import dev.outpost.bench.net.RouterView.StickView;
import dev.outpost.bench.net.WebServer;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A router on a stick, as its one client and the internet meet it: where it leads calls from outside, and its web interface on a free loopback port.
 *
 * <p>That is {@code http.transcript}, a section for each path. {@code answer PATH} opens one,
 * {@code answer PATH guarded} one that wants the session and token which {@code SesTokInfo} handed out; what follows is the body. A name in it that
 * begins with a capital, {@code {DmzStatus}}, is a setting: what is sent there changes it. A token is good for one thing that is sent.
 */
public final class Stick implements StickView, AutoCloseable {
    /** What firmwares say to a request without a session: trick77/huawei-hilink-status issue 3. */
    private static final int NO_SESSION = 125002;

    /** A token that was used. */
    private static final int STALE = 125003;

    private static final Pattern SETTING = Pattern.compile("\\{([A-Z][A-Za-z]+)}");

    private final SimulatedDongle.Lease lease;
    private final ModemState modem;
    private final Map<String, Page> pages;
    private final ModemWords words;
    private final WebServer server;
    private final Map<String, String> settings = new HashMap<>();
    private int sessions;
    private boolean spent;
    private int stale;

    /** One path's body, with the fields of the dongle's state still in it. */
    private record Page(boolean guarded, String body) {}

    Stick(SimulatedDongle.Lease lease, String transcript, ModemState modem) throws IOException {
        this.lease = lease;
        this.modem = modem;
        this.pages = parse(transcript);
        this.words = new ModemWords(modem);
        this.server = new WebServer(this::answer);
    }

    @Override
    public Ipv4 gateway() {
        return Ipv4.of(lease.gateway());
    }

    @Override
    public Ipv4 address() {
        return Ipv4.of(modem.operator().address());
    }

    @Override
    public synchronized Optional<Ipv4> leadsTo() {
        return "1".equals(settings.get("DmzStatus"))
                ? Ipv4.parse(settings.getOrDefault("DmzIPAddress", ""))
                : Optional.empty();
    }

    @Override
    public InetSocketAddress web() {
        return server.address();
    }

    /** Whether it keeps open to everybody what its client opened. */
    public synchronized boolean isCone() {
        return "1".equals(settings.get("NATType"));
    }

    /** Somebody resets it to what it was in its box. */
    public synchronized void isReset() {
        settings.clear();
    }

    /** The next tokens that it hands out are good for nothing. */
    public synchronized void nextTokensAreStale(int count) {
        stale = count;
    }

    private WebServer.Answer answer(HttpExchange exchange) throws IOException {
        var body = answer(
                exchange.getRequestURI().getPath(),
                WebServer.body(exchange),
                header(exchange, "Cookie"),
                header(exchange, "__RequestVerificationToken"));
        return new WebServer.Answer(body.isPresent() ? 200 : 404, "text/html", body.orElse(""));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    @Override
    public void close() {
        server.close();
    }

    private static Map<String, Page> parse(String transcript) {
        var pages = new LinkedHashMap<String, Page>();
        for (var section : transcript.substring(transcript.indexOf("answer ")).split("(?m)^answer ")) {
            var end = section.indexOf('\n');
            var words = section.substring(0, Math.max(end, 0)).split("\\s+");
            pages.put(words[0], new Page(words.length > 1 && words[1].equals("guarded"), section.substring(end + 1)));
        }
        return pages;
    }

    /**
     * The body for a request; empty: no such path.
     *
     * @param sent what is sent there, empty when nothing is
     * @param cookie the request's cookie, empty when it has none
     * @param token its {@code __RequestVerificationToken}, empty when it has none
     */
    private synchronized Optional<String> answer(String path, String sent, String cookie, String token) {
        return Optional.ofNullable(pages.get(path)).map(page -> answer(page, sent, cookie, token));
    }

    private String answer(Page page, String sent, String cookie, String token) {
        if (page.guarded() && !(cookie.equals("SessionID=" + session()) && token.equals(token()))) {
            return error(NO_SESSION);
        }
        if (page.guarded() && (spent || stale > 0)) {
            stale--;
            return error(STALE);
        }
        var setting = SETTING.matcher(page.body());
        if (page.body().contains("{session}")) {
            sessions++;
            spent = false;
        }
        if (!sent.isEmpty()) {
            spent = true;
            setting.results().forEach(name -> keeps(name.group(1), sent));
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response>OK</response>";
        }
        return filled(setting.replaceAll(name -> settings.getOrDefault(name.group(1), ""))
                .replace("{session}", session())
                .replace("{token}", token()));
    }

    private void keeps(String name, String sent) {
        var value = Pattern.compile("<" + name + ">([^<]*)<").matcher(sent);
        if (value.find()) {
            settings.put(name, value.group(1));
        }
    }

    private static String error(int code) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <error>
                <code>%d</code>
                <message></message>
                </error>
                """.formatted(code);
    }

    private String session() {
        return "session" + sessions;
    }

    private String token() {
        return "token" + sessions;
    }

    private String filled(String body) {
        try {
            return words.fill(body);
        } catch (CmeError e) {
            return error(NO_SESSION);
        }
    }
}
