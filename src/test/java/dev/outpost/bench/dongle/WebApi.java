package dev.outpost.bench.dongle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The web interface of a router on a stick: {@code http.transcript}, a section for each path. {@code answer PATH} opens one,
 * {@code answer PATH guarded} one that wants the session and token which {@code SesTokInfo} handed out; what follows is the body.
 */
final class WebApi {
    /** What firmwares say to a request without a session: trick77/huawei-hilink-status issue 3. */
    private static final String NO_RIGHT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <error>
            <code>125002</code>
            <message></message>
            </error>
            """;

    private final Map<String, Page> pages;
    private final Fields fields;
    private int sessions;

    /** One path's body, with the fields of the dongle's state still in it. */
    private record Page(boolean guarded, String body) {}

    WebApi(String transcript, Fields fields) {
        this.pages = parse(transcript);
        this.fields = fields;
    }

    private static Map<String, Page> parse(String transcript) {
        var pages = new LinkedHashMap<String, Page>();
        var path = "";
        var guarded = false;
        var body = new StringBuilder();
        for (var line : (transcript + "\nanswer end").lines().toList()) {
            if (!line.startsWith("answer ")) {
                body.append(line).append('\n');
                continue;
            }
            pages.put(path, new Page(guarded, body.toString()));
            var words = line.split("\\s+");
            path = words[1];
            guarded = words.length > 2 && words[2].equals("guarded");
            body.setLength(0);
        }
        pages.remove("");
        return pages;
    }

    /**
     * The body for a GET; empty: no such path.
     *
     * @param cookie the request's cookie, empty when it has none
     * @param token its {@code __RequestVerificationToken}, empty when it has none
     */
    synchronized Optional<String> get(String path, String cookie, String token) {
        var page = pages.get(path);
        if (page == null) {
            return Optional.empty();
        }
        if (page.guarded() && !(cookie.equals("SessionID=" + session()) && token.equals(token()))) {
            return Optional.of(NO_RIGHT);
        }
        if (page.body().contains("{session}")) {
            sessions++;
        }
        return Optional.of(filled(page.body().replace("{session}", session()).replace("{token}", token())));
    }

    private String session() {
        return "session" + sessions;
    }

    private String token() {
        return "token" + sessions;
    }

    private String filled(String body) {
        try {
            return fields.fill(body);
        } catch (CmeError e) {
            return NO_RIGHT;
        }
    }
}
