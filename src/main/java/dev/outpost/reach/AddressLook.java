package dev.outpost.reach;

import dev.outpost.net.Observer;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the class of the line that this computer, or a router that it is connected to, has. Changes nothing; asks nobody but those named. */
public record AddressLook(List<Observer> observers) {
    /** Any address of the internet will do: it is asked of the system which address it would use, and nothing is sent. */
    private static final String ANYWHERE = "192.88.99.1";

    private static final String ANYWHERE_IPV6 = "2001:4860::1";

    public AddressLook {
        observers = List.copyOf(observers);
    }

    /** @param gateway where this computer's default route leads */
    public AddressReport fromHere(Optional<String> gateway) {
        var start = Ticker.REAL.nanos();
        var own = Stream.of(ANYWHERE, ANYWHERE_IPV6)
                .flatMap(far -> StunSocket.own(far).stream())
                .toList();
        try (var socket = new StunSocket()) {
            var asked = observers.stream()
                    .map(by -> by instanceof Observer.Stun stun
                            ? socket.ask(stun)
                            : new AskObservers(SystemVantage.anywhere())
                                    .ask(List.of(by))
                                    .getFirst())
                    .toList();
            var line = Line.of(own.toArray(String[]::new))
                    .behind(Optional.of(
                            gateway.map(address -> "the router " + address).orElse("a router")))
                    .seen(asked.stream().flatMap(Asked::sighting));
            var nat = kind(asked, own, socket.port());
            return new AddressReport(
                    "this computer",
                    line,
                    Reachability.classify(line),
                    asked,
                    nat,
                    because(asked),
                    SystemVantage.since(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From a router, through its SSH server: it needs no package for that.
     *
     * @param line the addresses on its wan, and what stands before it
     */
    public AddressReport from(Vantage router, Line line) {
        var start = Ticker.REAL.nanos();
        var asked = new AskObservers(router).ask(observers);
        var seen = line.seen(asked.stream().flatMap(Asked::sighting));
        return new AddressReport(
                router.where(),
                seen,
                Reachability.classify(seen),
                asked,
                NatKind.UNKNOWN,
                "a router has no program that asks by UDP; from a computer behind it: outpost doctor --address with two observers stun:HOST",
                SystemVantage.since(start));
    }

    static NatKind kind(List<Asked> asked, List<String> own, int port) {
        var mapped = new ArrayList<Asked>();
        asked.stream()
                .filter(each -> each.address().isPresent() && each.port().isPresent())
                .forEach(mapped::add);
        if (mapped.size() < 2) {
            return NatKind.UNKNOWN;
        }
        var first = mapped.getFirst();
        var same = mapped.stream()
                .allMatch(each ->
                        each.address().equals(first.address()) && each.port().equals(first.port()));
        if (!same) {
            return NatKind.SYMMETRIC;
        }
        return own.contains(first.address().orElseThrow()) && first.port().orElseThrow() == port
                ? NatKind.NONE
                : NatKind.ENDPOINT_INDEPENDENT;
    }

    private static String because(List<Asked> asked) {
        var told = asked.stream()
                .filter(each -> each.port().isPresent())
                .map(each -> each.by().name() + " sees " + each.words())
                .toList();
        return told.size() < 2
                ? "it takes two observers stun:HOST that answer, " + told.size() + " did"
                : "one socket: " + String.join("; ", told);
    }
}
