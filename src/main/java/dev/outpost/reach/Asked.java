package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Observer;
import dev.outpost.text.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking an observer.
 *
 * @param address the caller's, as it was seen; absent where no answer came
 * @param port the caller's, where the answer tells it
 * @param trouble why there is no address, in words; empty where there is
 */
public record Asked(Observer by, Optional<String> address, Optional<Integer> port, String trouble, Duration took) {

    static Asked failed(Observer by, String trouble, Duration took) {
        return new Asked(by, Optional.empty(), Optional.empty(), trouble, took);
    }

    /** What it is for a line's class: IPv4 alone decides who can call. */
    public Stream<Line.Sighting> sighting() {
        return address.flatMap(Ipv4::parse).map(seen -> new Line.Sighting(by.name(), seen)).stream();
    }

    /** For people: "203.0.113.7, port 40000". */
    public String words() {
        return address.map(seen -> seen + port.map(number -> ", port " + number).orElse(""))
                .orElse(trouble);
    }

    Map<String, @Nullable Object> json() {
        return Json.object(
                "name",
                by.name(),
                "sees",
                address,
                "port",
                port,
                "trouble",
                trouble.isEmpty() ? null : trouble,
                "tookMs",
                took.toMillis());
    }
}
