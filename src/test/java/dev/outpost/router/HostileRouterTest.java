package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.HostileValues;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import dev.outpost.uci.UciTokens;
import dev.outpost.uci.UciWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile values in everything that a look brings back: data, or a problem with a code; never a command. */
class HostileRouterTest {
    static List<String> parts() {
        return Look.parts().stream().map(part -> part.name()).toList();
    }

    static List<String> values() {
        var values = new ArrayList<>(HostileValues.all());
        values.addAll(HostileValues.broken());
        return values;
    }

    /** Whole answers, lines of it, and the values in the places where each part has values. */
    @ParameterizedTest
    @MethodSource("parts")
    void everyPartMayAnswerAnything(String part) {
        for (var value : values()) {
            facts(part, value);
            facts(part, "one\n" + value + "\ttwo\n");
            for (var shape : shapes(part, value)) {
                facts(part, shape);
            }
        }
        assertFalse(Files.exists(Path.of("/tmp/outpost-pwned")));
    }

    /** What the router says is in what is written to it only where it is kept, and there as one quoted word. */
    @Test
    void whatItSaysNeverEndsALineOfWhatIsWritten() {
        for (var value : values()) {
            if (!UciWords.isValue(value)) {
                continue;
            }
            var quoted = UciWords.quoted(value);
            var facts = Looked.freshly("main")
                    .says(
                            "network",
                            "package network\nconfig interface 'lan'\n\toption device " + quoted
                                    + "\n\tlist ipaddr '192.168.1.1/24'\n\tlist ipaddr " + quoted
                                    + "\nconfig interface 'wan'\n\toption proto " + quoted + "\n\toption apn " + quoted
                                    + "\n")
                    .says("dhcp", "config dhcp 'lan'\n\toption start " + quoted + "\n\toption limit '9'\n")
                    .says("outpost", "config site 'site'\n\toption name " + quoted + "\n\tlist camera " + quoted + "\n")
                    .facts();

            for (var step : steps()) {
                edits(step, facts).forEach(HostileRouterTest::isOneEdit);
            }
        }
    }

    private static List<Step<RouterFacts>> steps() {
        return List.of(
                new MoveLan("192.168.37.1", 28, List.of("192.168.37.9")),
                Marker.step("barn", "vps1", "10.77.0.0/28", List.of("yard 192.168.37.9 10.77.0.2")),
                FirstSteps.clock(Instant.EPOCH.plusSeconds(2_000_000_000)),
                FirstSteps.keys(List.of("ssh-rsa AAAA tool")),
                new CureNcmHandler(true));
    }

    private static List<String> edits(Step<RouterFacts> step, RouterFacts facts) {
        try {
            return step.check(facts) instanceof Finding.Needed needed
                    ? needed.changes().stream()
                            .flatMap(change -> change.exactly().stream())
                            .toList()
                    : List.of();
        } catch (ProblemException e) {
            return List.of();
        }
    }

    private static void isOneEdit(String line) {
        var tokens = new UciTokens(line);
        var words = tokens.next().words();
        assertEquals(3, words.size(), line);
        assertEquals("uci", words.getFirst());
        assertTrue(words.get(1).matches("set|add_list|delete"), line);
        assertTrue(words.get(2).matches("(?s)(network\\.lan|dhcp\\.lan|outpost\\.site)(\\.[a-z_]+)?(=.*)?"), line);
        assertFalse(tokens.hasNext(), line);
    }

    private static Optional<RouterFacts> facts(String part, String answer) {
        try {
            var facts = Looked.freshly("24.10").says(part, answer).facts();
            Freshness.of(facts);
            Zone.of(facts);
            LanAddress.of(facts);
            facts.wanAddress();
            facts.halfInstalled();
            return Optional.of(facts);
        } catch (ProblemException e) {
            assertTrue(
                    e.problem().code().toString().matches("ROUTER-(NOT-OPENWRT|CONFIG-BROKEN)"),
                    e.problem().toString());
            return Optional.empty();
        }
    }

    private static List<String> shapes(String part, String value) {
        var quoted = UciWords.quoted(value);
        var json = "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return switch (part) {
            case "release" -> List.of("DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='" + value + "'\nDISTRIB_ARCH=" + value);
            case "board" -> List.of("board " + value + "\nmodel " + value + "\nmac " + value + "\nnetdev " + value);
            case "packages" ->
                List.of(
                        "Package: " + value + "\nVersion: " + value + "\nStatus: install user installed\n",
                        "P:" + value + "\nV:" + value + "\np:" + value + "\nf:" + value);
            case "space", "mounts" -> List.of(value + " / overlay rw 0 0\n" + value + " " + value + " 1 2 3 4");
            case "memory" -> List.of("MemTotal: " + value + " kB\nMemFree:" + value);
            case "clock" -> List.of(value + "\n" + value);
            case "usb", "holders" ->
                List.of("1-1/idVendor\t" + value + "\n" + value + "\t" + value + "\n1-1:1.0/net/" + value + "\t");
            case "interfaces" ->
                List.of("{\"interface\":[{\"interface\":" + json + ",\"up\":" + json
                        + ",\"ipv4-address\":[{\"address\":" + json + "}],\"errors\":[{\"code\":" + json + "}]}]}");
            case "network", "firewall", "dhcp", "system", "dropbear", "outpost" ->
                List.of(
                        "config zone " + quoted + "\n\toption name " + quoted + "\n",
                        "config interface 'lan'\n\tlist ipaddr " + quoted + "\n\toption netmask " + quoted + "\n",
                        "config site 'site'\n\toption name " + quoted + "\n\toption " + value + " 'x'\n");
            case "wireguard" -> List.of("public " + value + "\n" + value + "\t" + value);
            case "ours" -> List.of("0".repeat(64) + "  " + value);
            case "guard" ->
                List.of(
                        "armed " + value + " 180 10\nrolled-back " + value,
                        "armed run-00000001 " + value + " " + value);
            default -> List.of();
        };
    }
}
