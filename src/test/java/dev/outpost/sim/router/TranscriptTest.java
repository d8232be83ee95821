package dev.outpost.sim.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.sim.transcript.Replay;
import dev.outpost.sim.transcript.Transcript;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated router against what was recorded on real OpenWrt programs; what is left out stands in a list with its reason. */
class TranscriptTest {
    @ParameterizedTest
    @ValueSource(strings = {"ubus", "opkg", "firewall", "ssh"})
    void answersAsTheRealProgramsDid(String topic) throws Exception {
        try (var bench = new RouterBench()) {
            bench.start();
            var replay = new Replay(bench.router().machine())
                    .ignoring("24\\.10\\.[48]", "RELEASE")
                    .ignoring("6\\.6\\.1\\d\\d[-~a-z0-9.]*", "KERNEL")
                    .ignoring("^(real|user|sys)\t.*$", "TIME")
                    .ignoring("BusyBox v1.36.1 \\(.*\\)", "BusyBox")
                    .ignoring("^\\d+:\t", "LINE:\t")
                    .ignoring("/dev/stdin:\\d+:", "/dev/stdin:LINE:")
                    .ignoring("(?<=-> fw4|fw3 -> )|\\w{3} \\d\\d +[0-9:]{4,5}(?= /sbin)", "");

            var disagreements = replay.run(
                    Transcript.of("/openwrt/" + topic + "-24.10.txt"), "/openwrt/" + topic + "-24.10.left-out.txt");

            assertEquals(List.of(), disagreements);
        }
    }
}
