package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.schema.Schema;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted into other programs, from what a state folder knows. */
class ShowCommandTest {
    private static final String PASSWORD = "moo@moo: 9%";
    private static final String KEY = "aAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHnM=";

    @TempDir
    Path folder = Path.of("");

    private Site site() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 203.0.113.10:2222\nuser: admin\nkey: id one\n");
        return SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), """
                site: barn-1
                router: {reach: 192.168.1.1}
                access: {relay: vps1}
                viewers: [phone, office]
                cameras:
                  - {name: yard, address: 192.168.1.64, username: "view er", password: env:CAMERA_PASSWORD}
                  - {name: gate, address: 192.168.1.65, services: [{name: rtsp, port: 8554}]}
                """));
    }

    @BeforeEach
    void aSiteThatWasApplied() throws IOException {
        var site = site();
        var state = State.in(folder.resolve("state"));
        state.ledger().give(TunnelPlan.wish(site, site.access().relay().orElseThrow(), Optional.empty()));
        var known = state.site("barn-1");
        known.unit(new Unit("98:da:c4:01:02:03", "SHA256:router"));
        private0600(known.viewers().resolve("phone.conf"), """
                # Outpost: phone looks at barn-1
                [Interface]
                PrivateKey = %s
                Address = 10.77.240.1/32

                [Peer]
                PublicKey = %s
                AllowedIPs = 10.77.0.16/28
                Endpoint = 203.0.113.10:51820
                """.formatted(KEY, KEY));
        private0600(known.report().resolve("seen.json"), """
                {"schema":"outpost.seen/1","cameras":[{"name":"yard","at":"2026-11-23T20:54:00Z","main":"/live/main","small":"/live/sub",
                "stream":{"codec":"H264","width":1920,"height":1080,"kilobitsPerSecond":4100}}]}
                """);
    }

    private static void private0600(Path file, String text) {
        PrivateFiles.write(file, text);
    }

    private InProcess shown(String... words) {
        var typed = new InProcess(folder, Map.of("HOME", folder.toString(), "CAMERA_PASSWORD", PASSWORD), 60);
        var all = new ArrayList<>(List.of("show", folder.resolve("site.yaml").toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("--state", folder.resolve("state").toString()));
        assertEquals(Exit.DONE, typed.run(all.toArray(String[]::new)), typed.out + typed.err);
        return typed;
    }

    @Test
    void go2rtcGetsTheProvenAddressesAndNoPassword() {
        assertEquals("""
                # For go2rtc.yaml; not checked by the program itself, only as YAML.
                # yard: proven on 2026-11-23T20:54:00Z under these addresses; its full stream takes 4100 kbit/s, 44.3 GB a day
                # gate: addresses from tables, nobody has proven them here yet
                # The small stream is used: what is watched or recorded all day is paid for by the SIM.
                # its environment: BARN_1_YARD_PASSWORD=...   with %40 for @ and %3A for : in it
                streams:
                  barn-1-yard:
                    - "rtsp://view%20er:${BARN_1_YARD_PASSWORD}@10.77.0.18/live/sub"
                  barn-1-yard-full:
                    - "rtsp://view%20er:${BARN_1_YARD_PASSWORD}@10.77.0.18/live/main"
                  barn-1-gate:
                    - "rtsp://10.77.0.19:8554/Streaming/Channels/102"
                  barn-1-gate-full:
                    - "rtsp://10.77.0.19:8554/Streaming/Channels/101"
                """, shown("--for", "go2rtc").out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frigate", "go2rtc", "homeassistant"})
    void whatIsYamlIsReadAsYaml(String program) {
        var parts = shown("--for", program).out.split("(?m)^# --- .*\n");
        var roots = new TreeSet<String>();
        for (var part : parts) {
            if (part.lines().anyMatch(line -> !line.startsWith("#"))) {
                roots.addAll(Yaml.parse(program, part).map().values().keySet());
            }
        }

        assertTrue(
                List.of("cameras", "streams", "camera").stream().anyMatch(roots::contains), roots + " of " + program);
    }

    @ParameterizedTest
    @EnumSource(ShowCommand.Wanted.class)
    void noSecretIsPrintedAndTheDocumentFitsItsSchema(ShowCommand.Wanted program) {
        for (var format : List.of("text", "json")) {
            var typed = shown("--for", program.name(), "--format", format);

            assertFalse((typed.out + typed.err).contains("moo"), typed.out);
            assertFalse((typed.out + typed.err).contains(KEY), typed.out);
            if (format.equals("json")) {
                assertEquals(List.of(), Schema.errors("show", typed.out));
            } else {
                assertTrue(typed.out.contains("checked"), typed.out);
            }
        }
    }

    @Test
    void aFileGetsTheSecretsAndIsItsOwnersAlone() throws IOException {
        var file = folder.resolve("frigate.yaml");

        var typed = shown("--for", "frigate", "--output", file.toString());

        assertFalse((typed.out + typed.err).contains("moo"), typed.out);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var text = Files.readString(file);
        assertTrue(text.contains("rtsp://view%20er:moo%40moo%3A%209%25@10.77.0.18/live/sub"), text);
        assertFalse(text.contains("FRIGATE_"), text);
        var again = new InProcess(folder, Map.of("HOME", folder.toString()), 60);
        assertEquals(
                Exit.USAGE,
                again.run("show", folder.resolve("site.yaml").toString(), "--for", "vlc", "--output", file.toString()));
    }

    @Test
    void aPlaylistHasTheSmallStreamFirst() {
        var lines = shown("--for", "vlc").out.lines().toList();

        assertEquals("#EXTM3U", lines.getFirst());
        assertEquals(
                List.of(
                        "rtsp://10.77.0.18/live/sub",
                        "rtsp://10.77.0.18/live/main",
                        "rtsp://10.77.0.19:8554/Streaming/Channels/102",
                        "rtsp://10.77.0.19:8554/Streaming/Channels/101"),
                lines.stream().filter(line -> !line.startsWith("#")).toList());
        assertTrue(lines.contains("#EXTVLCOPT:rtsp-user=view er"));
    }

    /** OpenSSH itself reads what it is given. */
    @Test
    void sshReadsItsPart() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ssh")), "no OpenSSH on this machine: apt install openssh-client");
        State.in(folder.resolve("state")).key();
        var config = Files.writeString(folder.resolve("config"), shown("--for", "ssh").out);

        var router = said("ssh", "-G", "-F", config.toString(), "barn-1");
        var relay = said("ssh", "-G", "-F", config.toString(), "outpost-vps1");

        assertTrue(router.contains("hostname 10.77.0.17\n"), router);
        assertTrue(router.contains("user root\n") && router.contains("proxyjump outpost-vps1\n"), router);
        assertTrue(router.contains("identityfile " + folder.resolve("state/keys/outpost_rsa") + "\n"), router);
        assertTrue(relay.contains("hostname 203.0.113.10\n") && relay.contains("port 2222\n"), relay);
        assertTrue(relay.contains("user admin\n"), relay);
        assertTrue(relay.contains("/id one\n"), relay);
        assertTrue(Files.readString(config).contains("SHA256:router"));
    }

    /** wg-quick itself reads the file that is named. */
    @Test
    void wireGuardReadsItsFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/wg-quick")), "no wg-quick here: apt install wireguard-tools");
        var typed = shown("--for", "wireguard");
        var conf = folder.resolve("state/sites/barn-1/viewers/phone.conf");

        assertTrue(typed.out.contains("sudo install -m 600 \"" + conf + "\" /etc/wireguard/phone.conf"), typed.out);
        assertTrue(typed.out.contains("# office: its key was not born here"), typed.out);
        var stripped = said("wg-quick", "strip", conf.toString());
        assertTrue(stripped.contains("Endpoint = 203.0.113.10:51820"), stripped);
        assertFalse(stripped.contains("Address"), stripped);
    }

    @Test
    void aSiteThatWasNeverAppliedIsToldSo() {
        var typed = new InProcess(folder, Map.of("HOME", folder.toString()), 60);

        assertEquals(
                Exit.BLOCKED,
                typed.run(
                        "show",
                        folder.resolve("site.yaml").toString(),
                        "--for",
                        "vlc",
                        "--state",
                        folder.resolve("other").toString()));
        assertTrue(typed.err.contains("SITE-NOT-APPLIED"), typed.err);
    }

    private static String said(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }
}
