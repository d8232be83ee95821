package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtResponse;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.at.ServingCell;
import dev.outpost.at.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Asks one port again and again how strong the signal is. Only reads; a question that a modem refuses is not asked twice. */
public final class SignalMeter implements AutoCloseable {
    /** A whole day on a roof. */
    private static final Duration BUDGET = Duration.ofDays(1);

    /** Cell, band and operator change seldom: they are asked with every tenth sample. */
    private static final int SELDOM = 10;

    private static final int MOST_REFUSALS = 2;
    private static final int MOST_SILENCES = 4;

    private final AtPort port;
    private final Dialogue dialogue;
    private final Dialect dialect;
    private final Set<AtCommand> notAsked;
    private final LongSupplier nanos;
    private final long started;
    private final Map<AtCommand, Integer> refusals = new EnumMap<>(AtCommand.class);
    private int silences;
    private int count;
    private ServingCell cell = ServingCell.UNKNOWN;
    private Optional<String> technology = Optional.empty();
    private Optional<String> operator = Optional.empty();

    /**
     * @param port open; closed by {@link #close}
     * @param neverAsk what this device must not be asked
     * @param nanos a clock as {@link System#nanoTime}
     */
    public SignalMeter(AtPort port, Dialect dialect, Set<AtCommand> neverAsk, LongSupplier nanos) {
        this.port = port;
        this.dialogue = new Dialogue(port, nanos, BUDGET);
        this.dialect = dialect;
        this.notAsked = new TreeSet<>(neverAsk);
        this.nanos = nanos;
        this.started = nanos.getAsLong();
    }

    /**
     * The signal now.
     *
     * @throws IOException when the port is lost
     */
    public SignalRun.Sample sample() throws IOException {
        if (count == 0) {
            ask(AtCommand.ECHO_OFF);
            if (dialect == Dialect.HUAWEI) {
                ask(AtCommand.HUAWEI_QUIET);
            }
        }
        if (count++ % SELDOM == 0) {
            surroundings();
        }
        var signal = signal();
        return new SignalRun.Sample(
                Duration.ofNanos(nanos.getAsLong() - started),
                signal,
                cell,
                signal.technology().or(() -> technology),
                operator);
    }

    private Signal signal() throws IOException {
        var best = Signal.UNKNOWN;
        dialogue.takeParked();
        for (var command : questions()) {
            var lines = lines(command);
            best = best.or(
                    Signal.of(command, command == AtCommand.HUAWEI_SIGNAL && lines.isEmpty() ? newest() : lines));
            cell = ServingCell.of(command, lines).or(cell);
            if (best.rsrp().isPresent()) {
                return best;
            }
        }
        return best;
    }

    /** The best first: the first that tells RSRP is enough. */
    private List<AtCommand> questions() {
        var own = dialect == Dialect.HUAWEI ? Optional.of(AtCommand.HUAWEI_SIGNAL) : dialect.cell();
        return Stream.concat(own.stream(), Stream.of(AtCommand.SIGNAL_EXTENDED, AtCommand.SIGNAL))
                .toList();
    }

    private void surroundings() throws IOException {
        var serving = NetworkAnswers.cops(lines(AtCommand.OPERATOR));
        operator = serving.flatMap(NetworkAnswers.Serving::operator);
        technology = serving.flatMap(NetworkAnswers.Serving::technology);
        var seen = ServingCell.of(AtCommand.REGISTRATION_EPS, lines(AtCommand.REGISTRATION_EPS));
        switch (dialect) {
            case HUAWEI -> {
                seen = seen.or(ServingCell.of(AtCommand.HUAWEI_FREQUENCY, lines(AtCommand.HUAWEI_FREQUENCY)));
                var system = NetworkAnswers.sysinfoex(lines(AtCommand.HUAWEI_SYSTEM));
                technology = technology.or(() -> system.flatMap(NetworkAnswers.SystemInfo::technology));
            }
            case QUECTEL -> seen = seen.or(ServingCell.of(AtCommand.QUECTEL_NETWORK, lines(AtCommand.QUECTEL_NETWORK)));
            default -> {}
        }
        cell = seen;
    }

    private List<String> lines(AtCommand command) throws IOException {
        return ask(command).lines();
    }

    private AtResponse ask(AtCommand command) throws IOException {
        if (notAsked.contains(command)) {
            return new AtResponse.Silence(Duration.ZERO);
        }
        var answer = dialogue.ask(command);
        if (answer instanceof AtResponse.Lost(var because)) {
            throw new IOException(because);
        }
        if (answer instanceof AtResponse.Refused && refusals.merge(command, 1, Integer::sum) == MOST_REFUSALS) {
            notAsked.add(command);
        }
        silences = answer instanceof AtResponse.Silence ? silences + 1 : 0;
        if (silences == MOST_SILENCES) {
            throw new IOException("the modem does not answer any more");
        }
        return answer;
    }

    /** Huawei may send the signal unasked: the latest such line counts. */
    private List<String> newest() {
        return dialogue.takeParked().stream()
                .filter(line -> line.startsWith("^HCSQ"))
                .reduce((first, second) -> second)
                .stream()
                .toList();
    }

    @Override
    public void close() {
        port.close();
    }
}
