package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.transcript.Replay;
import dev.outpost.bench.transcript.Transcript;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated router against what was recorded on real OpenWrt programs; what is left out stands in a list with its reason. */
class TranscriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ubus-24.10",
                "ubus-main",
                "opkg-24.10",
                "firewall-24.10",
                "firewall-main",
                "ssh-24.10",
                "ssh-main"
            })
    void answersAsTheRealProgramsDid(String recorded) throws Exception {
        var generation = recorded.endsWith("main") ? Generation.V25_12 : Generation.V24_10;
        try (var bench = new RouterBench(Board.MR3020_V3, generation)) {
            bench.start();
            var replay = new Replay(bench.router().machine())
                    .ignoring("24\\.10\\.[48]|25\\.12\\.(99|0)", "RELEASE")
                    .ignoring("6\\.(6\\.1|12\\.)\\d\\d[-~a-z0-9.]*", "KERNEL")
                    .ignoring("^(real|user|sys)\t.*$", "TIME")
                    .ignoring("BusyBox v1.3[67][.0-9git]* \\(.*\\)", "BusyBox")
                    .ignoring("^\\d+:\t", "LINE:\t")
                    .ignoring("/dev/stdin:\\d+:", "/dev/stdin:LINE:")
                    .ignoring("(?<=-> fw4|fw3 -> )|\\w{3} [ \\d]\\d +[0-9:]{4,5}(?= /sbin)", "");

            var disagreements = replay.run(
                    Transcript.of("/openwrt/" + recorded + ".txt"), "/openwrt/" + recorded + ".left-out.txt");

            assertEquals(List.of(), disagreements);
        }
    }
}
