package dev.outpost.bench.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.transcript.Replay;
import dev.outpost.bench.transcript.Transcript;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that was recorded of the real uci of two generations of OpenWrt, record by record on one router each. */
class UciTranscriptTest {
    @ParameterizedTest
    @ValueSource(strings = {"uci-24.10", "uci-main"})
    void saysWhatTheRealOneSaid(String recorded) throws Exception {
        var transcript = Transcript.of("/openwrt/" + recorded + ".txt");
        var replay = new Replay(router(transcript))
                .ignoring("[A-Z][a-z]{2} [ 0-9]\\d (\\d\\d:\\d\\d| \\d{4})", "DATE")
                .ignoring("^(d[rwxt-]{9}) +\\d+ root     root +\\d+", "$1 FOLDER")
                .ignoring("\\d+m \\d+\\.\\d\\ds", "TIME");

        assertEquals(List.of(), replay.run(transcript, "/openwrt/" + recorded + ".left-out.txt"));
    }

    private static Machine router(Transcript transcript) throws Exception {
        var machine = new Machine("OpenWrt", new SimClock(10, Instant.parse("2026-11-22T14:57:00Z")));
        var files = machine.files();
        files.putFolder("/root");
        BusyBox.installOpenWrt(machine);
        Uci.installOn(machine);
        machine.programs().register("/sbin/reload_config", call -> 0);
        files.special("/proc/sys/kernel/hostname", SpecialFile.text(() -> machine.hostname() + "\n"));
        files.put("/etc/config/network", transcript.record(1).out(), 0600);
        files.put("/etc/config/firewall", transcript.record(2).out(), 0664);
        files.put("/etc/config/dhcp", transcript.record(3).out());
        files.put("/etc/config/system", transcript.record(4).out(), 0600);
        files.put("/etc/config/dropbear", transcript.record(5).out());
        files.put("/etc/config/rpcd", "#".repeat(166) + "\n");
        files.putFolder("/tmp/.uci");
        files.put("/tmp/.uci/system", "", 0600);
        files.chmod("/tmp", 01777);
        files.chmod("/tmp/.uci", 0700);
        return machine;
    }
}
