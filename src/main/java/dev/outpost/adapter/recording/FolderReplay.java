package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.AtPorts.Reason;
import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.Recorded;
import dev.outpost.dongle.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays the folder that a {@link FolderRecorder} wrote. */
public final class FolderReplay implements Recorded {
    /**
     * A look of now comes earlier than the same look of then, by all the time that the computer took: what one of then saw is shown to the last one of now
     * before it, so that nobody has less time left than then.
     */
    private static final long EARLIER_MICROS = 200_000;

    private final FolderReader.Content content;
    private final VirtualTime time = new VirtualTime();
    /** When the first port was open: here that takes no time. */
    private final long firstMicros;

    private final Map<String, Integer> played = new HashMap<>();
    private final Map<String, List<String>> unknown = new HashMap<>();

    /** @throws dev.outpost.step.ProblemException exit 2 for a folder that is no complete recording */
    public FolderReplay(Path folder) {
        this.content = new FolderReader(folder).read();
        this.firstMicros = content.ports().values().stream()
                .mapToLong(sessions -> sessions.getFirst().begin().micros())
                .min()
                .orElse(0);
    }

    @Override
    public ProbeScope looked() {
        return content.looked();
    }

    @Override
    public Scene scene() {
        return new Scene(
                () -> content.looks().at(time.nanos() / 1000 + firstMicros + EARLIER_MICROS),
                this::open,
                this::holder,
                time);
    }

    @Override
    public List<String> notRecorded(String port) {
        synchronized (unknown) {
            return List.copyOf(unknown.getOrDefault(port, List.of()));
        }
    }

    private Optional<String> holder(String name) {
        var session = next(name).filter(s -> s.begin().kind() == Kind.HELD);
        session.ifPresent(s -> turn(name));
        return session.map(s -> s.begin().text());
    }

    private AtPort open(String name) throws PortRefused {
        var session = next(name).filter(s -> s.begin().kind() != Kind.HELD);
        turn(name);
        try {
            if (session.isEmpty()) {
                throw new PortRefused(Reason.MISSING, name + " was not recorded");
            }
            time.until((session.get().begin().micros() - firstMicros) * 1000);
            if (session.get().begin().kind() == Kind.REFUSED) {
                throw refusal(session.get().begin().text());
            }
            return new ReplayedPort(name, session.get(), time, command -> note(name, command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortRefused(Reason.FAILED, "interrupted");
        }
    }

    private static PortRefused refusal(String text) {
        for (var reason : Reason.values()) {
            if (text.startsWith(reason + " ")) {
                return new PortRefused(reason, text.substring(reason.toString().length() + 1));
            }
        }
        return new PortRefused(Reason.FAILED, text);
    }

    /** The conversation that comes next on this port; the last one again where it is opened more often than then. */
    private Optional<Session> next(String name) {
        var sessions = content.ports().getOrDefault(name, List.of());
        synchronized (played) {
            var index = Math.min(played.getOrDefault(name, 0), sessions.size() - 1);
            return index < 0 ? Optional.empty() : Optional.of(sessions.get(index));
        }
    }

    private void turn(String name) {
        synchronized (played) {
            played.merge(name, 1, Integer::sum);
        }
    }

    private void note(String name, String command) {
        synchronized (unknown) {
            var of = unknown.computeIfAbsent(name, n -> new ArrayList<>());
            if (!of.contains(command)) {
                of.add(command);
            }
        }
    }
}
