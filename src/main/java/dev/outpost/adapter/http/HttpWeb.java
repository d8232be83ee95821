package dev.outpost.adapter.http;

import dev.outpost.shell.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The JDK's client and server. Proxies are those that curl would take: {@code http_proxy}, {@code https_proxy}, {@code no_proxy}. */
public final class HttpWeb implements Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** For one file; the largest that a router needs has a few hundred KiB, an index of all packages two MiB. */
    private static final Duration WHOLE = Duration.ofMinutes(2);

    private static final int OK = 200;

    private final HttpClient client;
    private final boolean loopbackOnly;

    private HttpWeb(Map<String, String> environment, boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(new Proxies(environment))
                .build();
    }

    /** With the proxies of an environment. */
    public static HttpWeb to(Map<String, String> environment) {
        return new HttpWeb(environment, false);
    }

    /** For a laptop that is made of files: it has no network but this computer's loopback. */
    public static HttpWeb toLoopbackOnly() {
        return new HttpWeb(Map.of(), true);
    }

    @Override
    public byte[] get(URI address, int most) throws IOException {
        if (loopbackOnly && !Proxies.isLoopback(String.valueOf(address.getHost()))) {
            throw new WebException(0, "this laptop has no network");
        }
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(WHOLE)
                    .header("User-Agent", "outpost")
                    .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new WebException(answer.statusCode(), words(answer.statusCode()));
                }
                return whole(
                        body.readNBytes(most),
                        most,
                        answer.headers().firstValueAsLong("content-length").orElse(-1));
            }
        } catch (WebException e) {
            throw e;
        } catch (IOException e) {
            throw new WebException(Reasons.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new WebException("it is no address that can be fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebException("interrupted", e);
        }
    }

    private static byte[] whole(byte[] bytes, int most, long announced) throws WebException {
        if (bytes.length == most) {
            throw new WebException(OK, "the answer is longer than " + most + " bytes");
        }
        if (announced > bytes.length) {
            throw new WebException(OK, "cut short: " + bytes.length + " of " + announced + " bytes");
        }
        return bytes;
    }

    private static String words(int status) {
        return switch (status) {
            case 404 -> "HTTP 404: there is no such file";
            case 407 -> "HTTP 407: the proxy wants a login";
            case 403 -> "HTTP 403: the server, or a filter on the way, refuses";
            default -> "HTTP " + status;
        };
    }

    @Override
    public Served serve(Path folder) throws IOException {
        return new FolderServer(folder);
    }
}
