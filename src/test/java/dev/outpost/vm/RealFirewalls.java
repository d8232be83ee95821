package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Of {@code scripts/vm-firewalls}: the relay beside the programs themselves, each started on the server as its package brings it; and what each
 * loads is what the tests of every day load.
 */
final class RealFirewalls extends OnDebian {
    private static final Path CAPTURED = Path.of("src/test/resources/server/firewalls");
    private static final List<Program> PROGRAMS = List.of(
            new Program(
                    "ufw",
                    "ufw",
                    "ufw allow 22/tcp; ufw allow 51820/udp; ufw --force enable",
                    "iptables-save 2>/dev/null"),
            new Program(
                    "firewalld",
                    "firewalld",
                    "systemctl start firewalld; firewall-cmd --add-port=51820/udp",
                    "nft list table inet firewalld"),
            new Program("docker", "docker.io", "systemctl start docker", "iptables-save 2>/dev/null"));

    /** The slowest, firewalld, takes a minute on an idle machine. */
    private static final Duration START = Duration.ofMinutes(15);

    /**
     * One of them.
     *
     * @param name as its captured rules are called
     * @param start what its owner types, the tunnel's port among it
     * @param shows what prints the rules that it loaded
     */
    private record Program(String name, String debian, String start, String shows) {}

    private RealFirewalls() {}

    /** @param words a folder for the site and for what was loaded */
    public static void main(String... words) throws Exception {
        var folder = Path.of(words[0]).toAbsolutePath();
        var differing = 0;
        try {
            boots("firewalls", folder.resolve("site"));
            assertDone(site().apply());
            keeps();
            for (var program : PROGRAMS) {
                relayIsAsItWasLeft();
                differing += runs(program, folder) ? 0 : 1;
            }
        } finally {
            ends();
        }
        System.exit(differing);
    }

    private static boolean runs(Program program, Path folder) throws Exception {
        var started = server().door("server").sh(program.start(), START);
        assertEquals(0, started.status(), started.text());
        var loaded = onServer(program.shows());
        livesBesideOthers(true);
        var file = Files.writeString(folder.resolve(program.name() + ".rules"), loaded + "\n");
        var isSame = rules(loaded).equals(rules(Files.readString(CAPTURED.resolve(file.getFileName()))));
        System.out.println(program.name() + " "
                + onServer("dpkg-query -W -f '${Version}' " + program.debian())
                + ": every packet of a viewer arrives, its " + loaded.lines().count() + " lines stay as they are; "
                + (isSame ? "the tests load the same" : "they are not what the tests load: " + file));
        return isSame;
    }

    /** Without remarks and what was counted. */
    private static String rules(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.stripTrailing().replaceAll("\\[\\d+:\\d+]", ""))
                .collect(Collectors.joining("\n"));
    }
}
