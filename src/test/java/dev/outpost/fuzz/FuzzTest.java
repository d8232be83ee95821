package dev.outpost.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No reader crashes, and none takes time above linear. A few seconds with fixed seeds; {@code scripts/fuzz SECONDS} goes on for as long as it is
 * told, with seeds of its own.
 */
class FuzzTest {
    private static final int INPUTS = 600;
    private static final long SECONDS = Long.getLong("outpost.fuzz.seconds", 0);

    /** From here on times are compared as well, which takes minutes. */
    private static final long LONG = 60;

    private static final int SMALL = SECONDS > 0 ? 1 << 18 : 1 << 14;
    private static final int TIMES = 4;

    /** Not the clock on the wall: a loaded machine would look like a slow reader. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    /** Of a time that doubles with the input; the rest is noise of the machine. A square would be four times as far off. */
    private static final double SLACK = 2.6;

    /** Less than this is noise. */
    private static final Duration UNMEASURABLE = Duration.ofMillis(150);

    /** The long run of {@code scripts/fuzz}. */
    public static void main(String... words) {
        var test = new FuzzTest();
        for (var target : FuzzTarget.values()) {
            test.noReaderCrashes(target);
        }
        for (var target : SECONDS >= LONG ? FuzzTarget.values() : new FuzzTarget[0]) {
            test.noReaderTakesTimeAboveLinear(target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noReaderCrashes(FuzzTarget target) {
        var seed = SECONDS > 0 ? System.nanoTime() : target.name().hashCode();
        var mutator = new Mutator(Seeds.of(target), seed);
        var until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos() / FuzzTarget.values().length;
        long count = 0;
        for (; SECONDS > 0 ? System.nanoTime() < until : count < INPUTS; count++) {
            read(target, mutator.next(), seed);
        }
        if (SECONDS > 0) {
            System.err.println(target + ": " + count + " inputs, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("timed")
    @Timeout(600)
    void noReaderTakesTimeAboveLinear(FuzzTarget target) {
        var seeds = Seeds.of(target);
        for (var begin : seeds.begins()) {
            for (var word : isLong(target) ? seeds.words() : List.<String>of()) {
                growsWith(target, begin, Seeds.bytes(word));
            }
            growsWith(target, begin, seeds.inputs().getFirst());
            growsWith(target, begin, Seeds.bytes("a"));
            growsWith(target, begin, Seeds.bytes("7"));
            growsWith(target, begin, Seeds.bytes(String.join("", seeds.words())));
        }
    }

    @Test
    void theEntryForOtherFuzzersTakesAnyBytes() {
        for (int first = -1; first < FuzzTarget.values().length; first++) {
            FuzzTarget.fuzzerTestOneInput(new byte[] {(byte) first, 'O', 'K', 10});
        }
        FuzzTarget.fuzzerTestOneInput(new byte[0]);
    }

    /** Each word by itself takes minutes; the dumps, whose readers search in lines without end, get them always. */
    private static boolean isLong(FuzzTarget target) {
        return SECONDS > 0 || target == FuzzTarget.USB_TEXT;
    }

    private static void read(FuzzTarget target, byte[] input, long seed) {
        try {
            target.read(input);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    target + " with seed " + seed + " fails on "
                            + HexFormat.of().formatHex(input),
                    e);
        }
    }

    /** From 16 KB to 64 KB, or 256 KB to 1 MB in a long run; a second look where the first one was unlucky. */
    private static void growsWith(FuzzTarget target, String begin, byte[] part) {
        var small = filled(begin, part, SMALL);
        var large = filled(begin, part, SMALL * TIMES);
        var isLinear = false;
        for (int attempt = 0; attempt < 3 && !isLinear; attempt++) {
            var one = time(target, small);
            var many = time(target, large);
            isLinear = many < UNMEASURABLE.toNanos() || many < one * TIMES * SLACK;
        }
        assertTrue(
                isLinear,
                target + " takes time above linear on '" + begin + "' and repeated "
                        + HexFormat.of().formatHex(part));
    }

    private static long time(FuzzTarget target, byte[] input) {
        var started = CPU.getCurrentThreadCpuTime();
        read(target, input, 0);
        return CPU.getCurrentThreadCpuTime() - started;
    }

    private static byte[] filled(String begin, byte[] part, int size) {
        var out = new ByteArrayOutputStream(size + part.length);
        out.writeBytes(Seeds.bytes(begin));
        while (out.size() < size) {
            out.writeBytes(part);
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }
}
