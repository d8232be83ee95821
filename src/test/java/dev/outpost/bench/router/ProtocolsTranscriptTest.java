package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.transcript.Replay;
import dev.outpost.bench.transcript.Transcript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WireGuard and the cellular handlers as recorded; where the recorder fetched packages, the bench's own are installed. */
class ProtocolsTranscriptTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"protocols-24.10, V24_10", "protocols-main, V25_12"})
    void answersAsTheRealHandlersDid(String recorded, Generation generation) throws Exception {
        try (var bench = new RouterBench(Board.MR3020_V3, generation)) {
            bench.start().withPackages(folder);
            bench.router().unplugDongle();
            var manager = generation.hasApk()
                    ? "apk add --allow-untrusted --no-network --repositories-file /dev/null"
                    : "opkg install";
            var replay = new Replay(bench.router().machine())
                    .before(
                            7,
                            "cd /tmp/p; " + manager
                                    + " kmod-crypto* kmod-udp* kmod-wireguard* wireguard* $(ls ip-tiny* 2>/dev/null)")
                    .before(28, "cd /tmp/p; " + manager + " *")
                    .before(11, "/etc/init.d/network restart; sleep 15")
                    .before(30, "/etc/init.d/network restart; sleep 15")
                    .putting("PRIVATE_KEY_OF_THE_TEST", "kJ3Rk0lRk2Zq3m9ZQ0b4mYtq5r2oQ0n2cQX1w8b1e2E=")
                    .ignoring("(?m)^  (latest handshake|transfer|public key|listening port): .*\n", "")
                    .ignoring("(?m)^\\d+$", "SECONDS")
                    .ignoring("(?m)\\t(\\d{10}|0)$", "\tTIME")
                    .ignoring("\"uptime\": \\d+", "\"uptime\": N")
                    .ignoring("\\((\\d{1,5})\\)", "(PID)");

            assertEquals(
                    List.of(),
                    replay.run(
                            Transcript.of("/openwrt/" + recorded + ".txt"), "/openwrt/" + recorded + ".left-out.txt"));
        }
    }
}
