package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.FreePort;
import dev.outpost.net.DnsMessage;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name of one's own, asked at a real dnsmasq on loopback, which is resolver and zone's own server at once; skipped by name where there is none. */
class DomainCheckIT {
    private static final Path DNSMASQ = Path.of("/usr/sbin/dnsmasq");

    /** {@code ns.example.org} as a record of type NS holds it. */
    private static final String NS = "026e73076578616d706c65036f726700";

    @TempDir
    Path folder;

    private final Told told = new Told();
    private int port;
    private Optional<Process> server = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(DNSMASQ), "no dnsmasq: apt-get install dnsmasq-base lets this run");
        port = FreePort.any();
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/resolv.conf"), "# this computer\nnameserver 127.0.0.1\n");
        server = Optional.of(new ProcessBuilder(
                        DNSMASQ.toString(),
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--port=" + port,
                        "--no-resolv",
                        "--no-hosts",
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--pid-file=",
                        "--user=root",
                        "--local=/example.org/",
                        "--dns-rr=example.org,2," + NS,
                        "--host-record=ns.example.org,127.0.0.1",
                        "--host-record=good.example.org,203.0.113.10",
                        "--cname=alias.example.org,good.example.org",
                        "--host-record=old.example.org,198.51.100.7",
                        "--host-record=both.example.org,203.0.113.10,2001:db8::1",
                        "--host-record=six.example.org,2001:db8::1",
                        "--host-record=orange.example.org,104.21.5.6",
                        "--txt-record=text.example.org,nothing else")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start());
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (new NameServers(port)
                .ask("127.0.0.1", "good.example.org", DnsMessage.Type.A, true)
                .isEmpty()) {
            assertTrue(System.nanoTime() < end, Files.readString(folder.resolve("log")));
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            server.get().destroy();
            server.get().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            old.example.org    | DOMAIN-ELSEWHERE | old.example.org leads to 198.51.100.7, not to 203.0.113.10
            both.example.org   | DOMAIN-IPV6      | both.example.org has the IPv6 address 2001:db8:0:0:0:0:0:1 too
            six.example.org    | DOMAIN-ELSEWHERE | six.example.org leads to no IPv4 address, not to 203.0.113.10
            orange.example.org | DOMAIN-PROXIED   | orange.example.org leads to 104.21.5.6, a proxy of Cloudflare
            none.example.org   | DOMAIN-UNKNOWN   | there is no name none.example.org
            text.example.org   | DOMAIN-UNKNOWN   | text.example.org has no address
            """)
    void refusesANameThatDoesNotBringViewersToTheRelay(String name, String code, String what) throws Exception {
        var problem = trouble(name).orElseThrow();

        assertEquals(code, problem.code().toString());
        assertEquals(what, problem.what());
        assertTrue(problem.next().contains(name), problem.next());
    }

    @ParameterizedTest
    @CsvSource({"good.example.org", "alias.example.org", "Good.Example.org"})
    void takesOneThatDoes(String name) throws Exception {
        assertEquals(Optional.empty(), trouble(name));

        assertTrue(
                told.saw.getFirst().contains("203.0.113.10, as its own name server 127.0.0.1 says"),
                told.saw.toString());
        assertEquals(List.of(), told.warned);
    }

    @Test
    void saysThatNobodyCouldBeAsked() throws Exception {
        Files.delete(folder.resolve("etc/resolv.conf"));

        assertEquals(Optional.empty(), trouble("old.example.org"));

        assertTrue(told.warned.getFirst().contains("nobody checked where it leads"), told.warned.toString());
    }

    private Optional<Problem> trouble(String name) throws IOException {
        return new DomainCheck(folder, port).trouble(relay(name), told);
    }

    private RelayFile relay(String name) throws IOException {
        return SiteFiles.relay(
                Files.writeString(folder.resolve("vps1.yaml"), "host: 203.0.113.10\ndomain: " + name + "\n"));
    }
}
