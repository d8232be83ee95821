package dev.outpost.dongle;

import dev.outpost.at.ServingCell;
import dev.outpost.at.Signal;
import dev.outpost.text.Word;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What a row of samples shows: the last, the best, the worst, and where it goes. */
public final class SignalRun {
    /** What an antenna does that is being turned shows within this. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** dB in the window; a lonely modem wavers by one. */
    private static final double NOTICEABLE = 2;

    private static final int FEWEST = 4;

    private final Deque<Sample> recent = new ArrayDeque<>();
    private Optional<Sample> last = Optional.empty();
    private Optional<Sample> best = Optional.empty();
    private Optional<Sample> worst = Optional.empty();
    private int count;

    /** Where the signal goes. */
    public enum Trend implements Word {
        RISING,
        FALLING,
        STEADY,
        /** Too few samples. */
        UNKNOWN;
    }

    public void add(Sample sample) {
        count++;
        last = Optional.of(sample);
        if (sample.strength().isEmpty()) {
            recent.clear();
            return;
        }
        recent.addLast(sample);
        while (recent.getFirst().at().plus(WINDOW).compareTo(sample.at()) < 0) {
            recent.removeFirst();
        }
        best = pick(best, sample, BinaryOperator.maxBy(BY_STRENGTH));
        worst = pick(worst, sample, BinaryOperator.minBy(BY_STRENGTH));
    }

    private static final Comparator<Sample> BY_STRENGTH =
            Comparator.comparingDouble(sample -> sample.strength().orElse(Double.NEGATIVE_INFINITY));

    /** RSRP is not compared with RSSI: a network with RSRP takes the place of one without. */
    private static Optional<Sample> pick(Optional<Sample> known, Sample sample, BinaryOperator<Sample> better) {
        var comparable = known.filter(
                one -> one.signal().rsrp().isPresent() == sample.signal().rsrp().isPresent());
        if (comparable.isEmpty() && known.isPresent() && sample.signal().rsrp().isEmpty()) {
            return known;
        }
        return Optional.of(comparable.map(one -> better.apply(one, sample)).orElse(sample));
    }

    public int count() {
        return count;
    }

    public Optional<Sample> last() {
        return last;
    }

    /** The strongest of all samples. */
    public Optional<Sample> best() {
        return best;
    }

    /** The weakest that still was a signal. */
    public Optional<Sample> worst() {
        return worst;
    }

    /** Over the last ten seconds: the slope of a straight line through the samples. */
    public Trend trend() {
        if (recent.size() < FEWEST) {
            return Trend.UNKNOWN;
        }
        var rise = slope() * WINDOW.toSeconds();
        return rise >= NOTICEABLE ? Trend.RISING : rise <= -NOTICEABLE ? Trend.FALLING : Trend.STEADY;
    }

    /** dB a second, by least squares. */
    private double slope() {
        double times = 0;
        double values = 0;
        for (var sample : recent) {
            times += seconds(sample) / recent.size();
            values += sample.strength().orElseThrow() / recent.size();
        }
        double up = 0;
        double along = 0;
        for (var sample : recent) {
            var t = seconds(sample) - times;
            up += t * (sample.strength().orElseThrow() - values);
            along += t * t;
        }
        return along == 0 ? 0 : up / along;
    }

    private static double seconds(Sample sample) {
        return sample.at().toMillis() / 1000.0;
    }

    /**
     * The signal at one moment.
     *
     * @param at since the first
     * @param operator as the modem has it: a name or a number
     */
    public record Sample(
            Duration at, Signal signal, ServingCell cell, Optional<String> technology, Optional<String> operator) {

        /** What an antenna is aimed by: RSRP, or RSSI where the network is not LTE; empty without a network. */
        public Optional<Double> strength() {
            return signal.rsrp().or(signal::rssi);
        }
    }
}
