package dev.outpost.bench.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.step.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private final Machine machine = new Machine("bench", new SimClock(100, Instant.parse("2024-01-01T00:00:00Z")));

    @BeforeEach
    void install() {
        BusyBox.installOpenWrt(machine);
        machine.files().putFolder("/tmp");
    }

    @Test
    void backgroundJobsOutliveTheirChannel() throws Exception {
        assertEquals(
                "started\n",
                machine.run("(sleep 20; echo done > /tmp/f) & echo started").out());

        await().atMost(SOON).until(() -> machine.files().exists("/tmp/f"));
    }

    @Test
    void aSignalEndsAScriptInTheMiddle() throws Exception {
        var shell = machine.startShell(
                "echo $$ > /tmp/pid; sleep 100000; echo not > /tmp/not",
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
        await().atMost(SOON).until(() -> machine.files().exists("/tmp/pid"));

        machine.run("kill $(cat /tmp/pid)");

        assertTrue(shell.await(Ticker.REAL.in(SOON)));
        assertEquals(143, shell.status());
        assertEquals(Optional.of(Signal.TERM), shell.killer());
    }

    @Test
    void aPowerCutEndsEverything() throws Exception {
        machine.run("while :; do sleep 1; done & setsid sleep 100000 & echo on");

        machine.processes().killAll();

        assertEquals(0, machine.processes().list().size());
    }

    @Test
    void theLoaderReadsItsScriptAndNotAByteMore() throws Exception {
        String script = "echo loaded; cat";
        var outcome = machine.run("eval \"$(dd bs=1 count=" + script.length() + " 2>/dev/null)\"", script + "the rest");

        assertEquals("loaded\nthe rest", outcome.out());
    }

    @Test
    void bytesOfAChannelArriveWhole() throws Exception {
        var payload = new byte[300_000];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 31);
        }
        var out = new ByteArrayOutputStream();
        machine.exec("cat | cat > /tmp/f; cat /tmp/f", Map.of(), new ByteArrayInputStream(payload), out, out);

        assertArrayEquals(payload, out.toByteArray());
    }

    @Test
    void psShowsWhatRuns() throws Exception {
        machine.run("sleep 100000 & sleep 0");

        assertTrue(machine.run("ps w").out().contains("sleep 100000"));
        assertEquals(0, machine.run("kill $(pidof sleep)").status());
        await().atMost(SOON).until(() -> machine.run("pidof sleep").status() == 1);
    }
}
