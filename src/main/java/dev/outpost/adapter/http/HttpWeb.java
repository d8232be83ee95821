package dev.outpost.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.shell.Web;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/** The JDK's client and server. Proxies are those that curl would take: {@code http_proxy}, {@code https_proxy}, {@code no_proxy}. */
public final class HttpWeb implements Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** For one file; the largest that a router needs has a few hundred KiB, an index of all packages two MiB. */
    private static final Duration WHOLE = Duration.ofMinutes(2);

    private static final int OK = 200;

    private final Proxies proxies;
    private final boolean loopbackOnly;
    private Optional<HttpClient> client = Optional.empty();

    private HttpWeb(Map<String, String> environment, boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
        this.proxies = new Proxies(environment);
    }

    /** Made with the first address that is fetched: it reads all certificates that are trusted, and most commands fetch nothing. */
    private synchronized HttpClient client() {
        client = client.or(() -> Optional.of(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(proxies)
                .build()));
        return client.orElseThrow();
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
            var answer = client().send(request, BodyHandlers.ofInputStream());
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
            throw new WebException(reason(e), e);
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

    /** Why nothing was fetched, in words. */
    private static String reason(Throwable e) {
        for (var at = e; at != null; at = at.getCause()) {
            var words = words(at);
            if (!words.isEmpty()) {
                return words;
            }
        }
        return SystemWords.of(String.valueOf(e.getMessage()));
    }

    private static String words(Throwable e) {
        return switch (e) {
            case CertificateException bad ->
                "the server's certificate is not trusted: " + SystemWords.of(String.valueOf(bad.getMessage()));
            case UnknownHostException unknown -> "the name does not resolve";
            case UnresolvedAddressException unknown -> "the name does not resolve";
            case HttpConnectTimeoutException silent -> "nobody answers";
            case HttpTimeoutException slow -> "no answer in time";
            case SSLException bad when bad.getCause() == null -> "no TLS connection: " + SystemWords.of(bad);
            case ConnectException refused -> "connection refused";
            default -> "";
        };
    }

    /** The plain files of one folder, on loopback: what stands in it by name, and nothing below or beside it. */
    private static final class FolderServer implements Web.Served {
        private static final int OK = 200;
        private static final int MISSING = 404;

        private final Path folder;
        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        FolderServer(Path folder) throws IOException {
            this.folder = folder;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                var name = exchange.getRequestURI().getPath().replaceFirst("^/+", "");
                var file = folder.resolve(name.isEmpty() ? "." : name).normalize();
                if (name.contains("/") || !folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
                    exchange.sendResponseHeaders(MISSING, -1);
                    return;
                }
                var head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(OK, head ? -1 : Math.max(Files.size(file), 0));
                if (!head) {
                    Files.copy(file, exchange.getResponseBody());
                }
            }
        }

        @Override
        public int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** Proxies from the environment, in small letters or capitals, as curl and apt read it. */
    private static final class Proxies extends ProxySelector {
        private final Map<String, String> environment;

        Proxies(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
        }

        @Override
        public List<Proxy> select(URI address) {
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            var host = String.valueOf(address.getHost());
            if (isLoopback(host) || isExcepted(host)) {
                return List.of(Proxy.NO_PROXY);
            }
            return word(scheme + "_proxy")
                    .or(() -> word("all_proxy"))
                    .flatMap(Proxies::proxy)
                    .map(List::of)
                    .orElse(List.of(Proxy.NO_PROXY));
        }

        static boolean isLoopback(String host) {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        }

        private boolean isExcepted(String host) {
            return Arrays.stream(word("no_proxy").orElse("").split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .anyMatch(word -> word.equals("*")
                            || host.equals(word)
                            || host.endsWith(word.startsWith(".") ? word : "." + word));
        }

        private Optional<String> word(String name) {
            return Optional.ofNullable(environment.get(name))
                    .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                    .filter(text -> !text.isBlank());
        }

        private static Optional<Proxy> proxy(String text) {
            try {
                var address = URI.create(text.contains("://") ? text : "http://" + text);
                return Optional.ofNullable(address.getHost())
                        .map(host -> new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(host, address.getPort() < 0 ? 8080 : address.getPort())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException e) {
            // told where the file was asked for
        }
    }
}
