package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPort;
import dev.outpost.at.Dialect;
import dev.outpost.dongle.SignalRun;
import dev.outpost.dongle.SignalRun.Trend;
import dev.outpost.step.ProblemCode;
import dev.outpost.uplink.SignalWatch.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The watch with a clock that runs only when somebody waits. */
class SignalWatchTest {
    private static final SignalWatch.Target TARGET =
            new SignalWatch.Target("/dev/ttyUSB0", "huawei E3372", Dialect.HUAWEI, Set.of());

    private final List<String> sent = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private long now;
    private boolean closed;

    @Test
    void asksOnceASecondAndRemembersTheBest() throws Exception {
        var ended = watch(5, n -> hcsq(List.of(40, 44, 50, 48, 46).get(n)));

        assertEquals(5, ended.run().count());
        assertEquals(Optional.of(-91.0), ended.run().best().flatMap(s -> s.strength()));
        assertEquals(Optional.of(-101.0), ended.run().worst().flatMap(s -> s.strength()));
        assertEquals(4, waits.size());
        assertTrue(waits.stream().allMatch(w -> w.toMillis() > 900 && w.toMillis() <= 1000), waits.toString());
        assertTrue(closed);
    }

    @Test
    void tellsARisingAFallingAndASteadySignal() throws Exception {
        assertEquals(Trend.RISING, watch(8, n -> hcsq(40 + n)).run().trend());
        assertEquals(Trend.FALLING, watch(8, n -> hcsq(60 - n)).run().trend());
        assertEquals(Trend.STEADY, watch(8, n -> hcsq(50 + n % 2)).run().trend());
        assertEquals(Trend.UNKNOWN, watch(2, n -> hcsq(50)).run().trend());
    }

    @Test
    void inventsNothingWhereThereIsNoNetwork() throws Exception {
        var ended = watch(3, n -> "^HCSQ:\"NOSERVICE\"");

        assertTrue(ended.run().best().isEmpty());
        assertTrue(ended.run().last().orElseThrow().strength().isEmpty());
        assertTrue(ended.problem().isEmpty());
    }

    @Test
    void saysThatTheDongleIsGone() throws Exception {
        var ended = watch(9, n -> n < 3 ? hcsq(44) : "");

        assertEquals(3, ended.run().count());
        assertEquals(ProblemCode.PORT_LOST, ended.problem().orElseThrow().code());
        assertTrue(closed);
    }

    @Test
    void stopsWhenItIsTold() throws Exception {
        var watch = new SignalWatch(name -> new Modem(n -> hcsq(44)), () -> now, wait -> false);

        var ended = watch.watch(TARGET, new Limit(Optional.empty(), Optional.empty()), run -> {});

        assertEquals(1, ended.run().count());
        assertTrue(ended.problem().isEmpty());
        assertTrue(closed);
    }

    @Test
    void sendsNothingButReads() throws Exception {
        watch(25, n -> hcsq(44));

        assertTrue(
                sent.stream().distinct().allMatch(line -> line.matches("ATE0|AT\\^CURC=0|AT[+^][A-Z]+\\??")),
                sent.toString());
    }

    private SignalWatch.Ended watch(int samples, IntFunction<String> answers) throws InterruptedException {
        var watch = new SignalWatch(name -> new Modem(answers), () -> now, wait -> {
            waits.add(wait);
            now += wait.toNanos();
            return true;
        });
        return watch.watch(TARGET, new Limit(Optional.of(samples), Optional.empty()), (SignalRun run) -> {});
    }

    private static String hcsq(int rsrp) {
        return "^HCSQ:\"LTE\",56," + rsrp + ",146,18";
    }

    /** Answers the n-th question for the signal as told; an empty answer is a pulled plug. */
    private final class Modem implements AtPort {
        private final IntFunction<String> signal;
        private int asked;
        private String answer = "";
        private boolean pulled;

        Modem(IntFunction<String> signal) {
            this.signal = signal;
        }

        @Override
        public String name() {
            return "/dev/ttyUSB0";
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            var line = new String(bytes, StandardCharsets.US_ASCII).strip();
            sent.add(line);
            if (line.equals("AT^HCSQ?")) {
                var said = signal.apply(asked++);
                pulled = said.isEmpty();
                answer = "\r\n" + said + "\r\n\r\nOK\r\n";
            } else {
                answer = line.equals("ATE0") || line.equals("AT^CURC=0") ? "\r\nOK\r\n" : "\r\nERROR\r\n";
            }
            if (pulled) {
                throw new IOException("unplugged");
            }
        }

        @Override
        public byte[] read(Duration wait) {
            now += Math.min(wait.toNanos(), 1_000_000);
            var bytes = answer.getBytes(StandardCharsets.US_ASCII);
            answer = "";
            return bytes;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
