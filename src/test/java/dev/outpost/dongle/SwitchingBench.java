package dev.outpost.dongle;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bus, a sender and time in one: what is plugged in changes at set times after the message, as a real stick does, and no second is waited for.
 * As the real sender it sends nothing to a device that is not there any more, and as the real bus it shows a device before its drivers.
 */
final class SwitchingBench implements UsbBus, UsbSender, Ticker {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    final List<SwitchWay.Message> heard = new ArrayList<>();
    private final Map<String, UsbDevice> plugged = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private Sending answer = new Sending.Sent("message of 31 bytes accepted, status good");
    private long now;
    private boolean sent;

    private record Event(long after, Runnable happens) {}

    SwitchingBench with(UsbDevice device) {
        plugged.put(device.path(), device);
        return this;
    }

    /** What the sender says; a sending that is none starts nothing. */
    SwitchingBench answering(Sending sending) {
        answer = sending;
        return this;
    }

    SwitchingBench leaves(double seconds, String path) {
        return at(seconds, () -> plugged.remove(path));
    }

    SwitchingBench comes(double seconds, UsbDevice device) {
        return at(seconds, () -> plugged.put(device.path(), device));
    }

    private SwitchingBench at(double seconds, Runnable happens) {
        events.add(new Event((long) (seconds * SECOND), happens));
        events.sort(Comparator.comparingLong(Event::after));
        return this;
    }

    @Override
    public List<UsbDevice> devices() {
        return List.copyOf(plugged.values());
    }

    @Override
    public Sending send(UsbDevice device, List<SwitchWay.Message> messages) {
        if (!device.equals(plugged.get(device.path()))) {
            return new Sending.Refused("it is not there any more");
        }
        if (answer instanceof Sending.Sent) {
            heard.addAll(messages);
            sent = true;
        }
        return answer;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void pause(Duration time) {
        now += time.toNanos();
        while (sent && !events.isEmpty() && events.getFirst().after() <= now) {
            events.removeFirst().happens().run();
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /** A device of bare interfaces, {@code ff/02/16}, each perhaps with {@code =driver} and {@code @node} behind. */
    static UsbDevice device(String path, String id, String... interfaces) {
        var made = new ArrayList<UsbInterface>();
        for (var text : interfaces) {
            var words = text.split("[=@]");
            Optional<String> driver = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
            Optional<String> node = words.length > 2 ? Optional.of(words[2]) : Optional.empty();
            made.add(new UsbInterface(
                    made.size(),
                    Optional.of(Triple.parse(words[0])),
                    Optional.of(2),
                    driver,
                    node.filter(n -> n.startsWith("/dev/tty")),
                    node.filter(n -> !n.startsWith("/dev/")),
                    Optional.empty()));
        }
        var ids = id.split(":");
        return new UsbDevice(
                path, ids[0], ids[1], Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty(), made);
    }
}
