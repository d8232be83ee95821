package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ONVIF client that nobody here wrote, Debian's onvif-util, agrees on what the bench's camera says, and on what ours made of it. */
class OnvifToolsIT {
    /** A wire between a camera's namespace and its client's: it hears no answers from its own machine. */
    private static final String BOX = """
            ip link set lo up
            ip link add cam type veth peer name tool
            ip addr add 192.168.1.64/24 dev cam
            ip link set cam up
            unshare --net sleep 600 &
            client=$!
            trap 'kill $client' EXIT
            until [ "$(readlink /proc/$client/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
            ip link set tool netns $client
            nsenter -t $client -n sh -c 'ip link set lo up; ip addr add 192.168.1.100/24 dev tool; ip link set tool up; ip route add default dev tool'
            "$@" $client
            """;

    @TempDir
    Path folder;

    @Test
    void agreesWithOurClientAtTheBenchsCamera() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/onvif-util")), "apt-get install onvif-tools");

        var said = said();

        var before = said.getOrDefault("before", "");
        assertTrue(before.contains("successfully connected to host"), said::toString);
        assertTrue(before.contains("Dahua IPC-HFW2431S-S-S2"), before);
        assertFalse(before.contains("192.168.1.1\n"), before);
        assertEquals("[clock, time-server, onvif-user, gateway]", said.getOrDefault("our changes", ""));

        var after = said.getOrDefault("after", "").replaceAll("[ \t]+", " ");
        assertTrue(after.matches("(?s).*Time Offset: -?\\d{1,2} seconds.*"), after); // it was of 1970 before
        for (var line : Stream.of(
                        "Timezone: STD-1:00:00DST-2:00:00,M3.5.0",
                        "Time Set By: NTP",
                        "NTP Server: 192.168.1.1",
                        "IP Address: 192.168.1.64",
                        "Gateway: 192.168.1.1",
                        "Token 0: Profile_1",
                        "Token 1: Profile_2",
                        "rtsp://192.168.1.64:554/cam/realmonitor?channel=1&subtype=0",
                        "Resolution: 1920 x 1080")
                .toList()) {
            assertTrue(after.contains(line), line + " is missing in:\n" + after);
        }
        assertEquals("[]", said.getOrDefault("ours again", ""));

        assertTrue(said.getOrDefault("its own", "").contains("gateway has been changed"), said::toString);
        assertEquals("[clock, gateway]", said.getOrDefault("what we see then", ""));
        assertEquals("0", said.getOrDefault("wrong logins", ""));
    }

    /** What the box told, by the titles of its parts. */
    private Map<String, String> said() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        BOX,
                        "box",
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnvifBox.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), words);
        return Stream.of(words.split("(?m)^== "))
                .filter(part -> part.contains("\n"))
                .collect(Collectors.toMap(
                        part -> part.substring(0, part.indexOf('\n')),
                        part -> part.substring(part.indexOf('\n') + 1).strip()));
    }
}
