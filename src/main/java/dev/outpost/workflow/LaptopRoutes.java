package dev.outpost.workflow;

import dev.outpost.step.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The laptop's IPv4 routes, from {@code proc/net/route}: numbers in hexadecimal, addresses with their bytes turned round. */
record LaptopRoutes(List<Route> defaults) {
    /** A default route. */
    record Route(String device, String gateway, int metric) {}

    LaptopRoutes {
        defaults = List.copyOf(defaults);
    }

    static LaptopRoutes in(Path root) {
        var file = root.resolve("proc/net/route");
        try {
            return Files.isReadable(file)
                    ? new LaptopRoutes(read(Files.readAllLines(file)))
                    : new LaptopRoutes(List.of());
        } catch (IOException e) {
            return new LaptopRoutes(List.of()); // not Linux, or not allowed: nothing is known
        }
    }

    /** The default route in use, where it leads to this gateway. */
    Optional<Route> into(String gateway) {
        return defaults.stream().findFirst().filter(route -> route.gateway().equals(gateway));
    }

    /** Another way out, unused because of its metric. */
    Optional<Route> second() {
        return defaults.stream().skip(1).findFirst();
    }

    /** The laptop's way to the internet leads into a router that has none: seen as a relay that does not answer. */
    Optional<Problem> stolenBy(String router) {
        return into(router)
                .map(stolen -> Problem.unreachable(
                        "LAPTOP-DEFAULT-ROUTE",
                        "this laptop's default route leads into the router (" + stolen.gateway() + " on "
                                + stolen.device() + "), which has no internet yet; so nothing outside answers",
                        "the router's DHCP server offered itself, with metric " + stolen.metric()
                                + second().map(other -> "; " + other.device() + " has " + other.metric())
                                        .orElse(""),
                        "sudo ip route del default via " + stolen.gateway() + " dev " + stolen.device()));
    }

    private static List<Route> read(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 7 && words[1].equals("00000000") && words[7].equals("00000000"))
                .filter(words -> words[2].matches("[0-9A-Fa-f]{8}") && words[6].matches("[0-9]{1,9}"))
                .map(words -> new Route(words[0], address(words[2]), Integer.parseInt(words[6])))
                .sorted(Comparator.comparingInt(Route::metric))
                .toList();
    }

    private static String address(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        return (bytes[3] & 255) + "." + (bytes[2] & 255) + "." + (bytes[1] & 255) + "." + (bytes[0] & 255);
    }
}
