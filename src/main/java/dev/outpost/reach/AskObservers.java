package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Observer;
import dev.outpost.net.StunMessage;
import dev.outpost.step.Alarm;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks those whom the owner named what address they see, over TCP from any place that can dial: from a router by its SSH server, without a
 * package there. A page is read strictly: some boxes answer every request with a page of their own until a SIM is in.
 */
public record AskObservers(Vantage from) {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final int MOST = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] 200\\b.*", Pattern.DOTALL);
    private static final Pattern IPV6 = Pattern.compile("[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:.]{1,40}");

    public List<Asked> ask(List<Observer> observers) {
        return observers.stream().map(this::ask).toList();
    }

    private Asked ask(Observer by) {
        var start = Ticker.REAL.nanos();
        var dial = from.dial(by.host(), by.port(), LIMIT);
        if (!(dial instanceof Dial.Connected line)) {
            return Asked.failed(by, dial.words(), SystemVantage.since(start));
        }
        try (line;
                var end = Alarm.at(Ticker.REAL.in(LIMIT), () -> Quietly.close(line))) {
            return answer(by, line, start, end);
        } catch (IOException broken) {
            return Asked.failed(by, "the connection broke", SystemVantage.since(start));
        }
    }

    private static Asked answer(Observer by, Dial.Connected line, long start, Alarm end) throws IOException {
        try {
            return switch (by) {
                case Observer.Stun stun -> stun(stun, line, start);
                case Observer.Page page -> page(page, line, start);
            };
        } catch (IOException broken) {
            return Asked.failed(
                    by,
                    end.rang()
                            ? "no whole answer in " + LIMIT.toSeconds() + " s"
                            : "no answer: " + SystemWords.of(broken),
                    SystemVantage.since(start));
        }
    }

    private static Asked stun(Observer.Stun by, Dial.Connected line, long start) throws IOException {
        var id = new byte[StunMessage.ID];
        RANDOM.nextBytes(id);
        line.out().write(StunMessage.request(id));
        line.out().flush();
        var head = line.in().readNBytes(StunMessage.HEAD);
        var rest = head.length < StunMessage.HEAD ? Optional.<Integer>empty() : StunMessage.rest(head);
        if (rest.filter(length -> length <= MOST).isEmpty()) {
            return Asked.failed(by, "what answers there does not speak STUN", SystemVantage.since(start));
        }
        var packet = Arrays.copyOf(head, StunMessage.HEAD + rest.get());
        line.in().readNBytes(packet, StunMessage.HEAD, rest.get());
        return StunMessage.answer(packet, id)
                .map(seen -> new Asked(
                        by, Optional.of(seen.address()), Optional.of(seen.port()), "", SystemVantage.since(start)))
                .orElseGet(() -> Asked.failed(by, "its answer tells no address", SystemVantage.since(start)));
    }

    private static Asked page(Observer.Page by, Dial.Connected line, long start) throws IOException {
        var talk = by.isSecure() ? secured(line, by.host()) : line;
        var request = "GET " + by.target() + " HTTP/1.0\r\nHost: " + by.url().getRawAuthority()
                + "\r\nUser-Agent: outpost\r\nAccept: text/plain\r\nConnection: close\r\n\r\n";
        talk.out().write(request.getBytes(StandardCharsets.US_ASCII));
        talk.out().flush();
        var said = new String(all(talk.in()), StandardCharsets.ISO_8859_1);
        var address = shown(said);
        return new Asked(
                by,
                address,
                Optional.empty(),
                address.isPresent() ? "" : "its answer is no address: " + beginning(said),
                SystemVantage.since(start));
    }

    private static byte[] all(InputStream in) throws IOException {
        return in.readNBytes(MOST);
    }

    /** The body, if it is one address and nothing else. */
    private static Optional<String> shown(String said) {
        var end = said.indexOf("\r\n\r\n");
        if (end < 0 || !STATUS.matcher(said).matches()) {
            return Optional.empty();
        }
        var body = said.substring(end + 4).strip();
        return Optional.of(body)
                .filter(text ->
                        Ipv4.parse(text).isPresent() || IPV6.matcher(text).matches());
    }

    private static String beginning(String said) {
        var line = said.lines().findFirst().orElse("nothing").strip();
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }

    /** TLS over a line that somebody else dialled, with this computer's certificates, the name checked: a router needs no TLS library for it. */
    private static Dial.Connected secured(Dial.Connected bare, String host) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(new Carried(bare), host, 443, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Dial.Connected(socket.getInputStream(), socket.getOutputStream(), socket, bare.took());
    }

    /** What JSSE takes for a socket. */
    private static final class Carried extends Socket {
        private final Dial.Connected line;

        Carried(Dial.Connected line) {
            this.line = line;
        }

        @Override
        public InputStream getInputStream() {
            return line.in();
        }

        @Override
        public OutputStream getOutputStream() {
            return line.out();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
