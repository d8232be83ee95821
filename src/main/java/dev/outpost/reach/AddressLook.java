package dev.outpost.reach;

import dev.outpost.net.Observer;
import dev.outpost.reach.AddressReport.NatKind;
import dev.outpost.step.Narrator;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds the class of the line that this computer, or a router that it is connected to, has. Changes nothing; asks nobody but those named. */
public record AddressLook(List<Observer> observers) {
    /** Any address of the internet will do: it is asked of the system which address it would use, and nothing is sent. */
    public static final String ANYWHERE = "192.88.99.1";

    private static final String ANYWHERE_IPV6 = "2001:4860::1";

    /** So many servers tell how a translation maps. */
    private static final int MAPPED = 2;

    public AddressLook {
        observers = List.copyOf(observers);
    }

    /** @param box what gave this computer its address; empty where it holds the operator's own */
    public AddressReport fromHere(Optional<String> box) {
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
            var line = Line.of(own.toArray(String[]::new)).behind(box);
            var nat = kind(asked, own, OptionalInt.of(socket.port()));
            return report("this computer", line, asked, nat, because(asked), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From a router, through its SSH server: it needs no package for that, and has no program that asks by UDP.
     *
     * @param line the addresses on its wan, and what stands before it
     */
    public AddressReport from(Vantage router, Line line) {
        var start = Ticker.REAL.nanos();
        return report(
                router.where(),
                line,
                new AskObservers(router).ask(observers),
                NatKind.UNKNOWN,
                "a router has no program that asks by UDP, and this computer's own way out is another: let it go out through the router (plug it in there, no other network), then run the same command again",
                start);
    }

    /** The same, told: three observations with the interface's own address and where a relay heard the router. */
    public AddressReport told(Vantage router, Line line, Narrator narrator) {
        var report = from(router, line);
        report.asked()
                .forEach(answer -> narrator.saw(answer.by().name() + " was asked from the router", answer.words()));
        return report;
    }

    /** The same, where this computer's own way out leads through that router: then the computer asks by UDP for it. */
    public AddressReport through(Vantage router, Line line) {
        var start = Ticker.REAL.nanos();
        var asked = new AskObservers(router).ask(observers);
        try (var socket = new StunSocket()) {
            var mapped = observers.stream()
                    .filter(Observer.Stun.class::isInstance)
                    .limit(MAPPED)
                    .map(stun -> socket.ask((Observer.Stun) stun))
                    .toList();
            var best = asked.stream().map(each -> better(each, mapped)).toList();
            var nat = kind(mapped, line.addresses(), OptionalInt.empty());
            return report(router.where(), line, best, nat, "through the router, " + because(mapped), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Many a STUN server hears UDP alone. */
    private static Asked better(Asked byTcp, List<Asked> byUdp) {
        return byUdp.stream()
                .filter(each -> each.by().equals(byTcp.by())
                        && byTcp.address().isEmpty()
                        && each.address().isPresent())
                .findFirst()
                .orElse(byTcp);
    }

    private static AddressReport report(
            String from, Line line, List<Asked> asked, NatKind nat, String because, long start) {
        var seen = line.seen(asked.stream().flatMap(Asked::sighting));
        return new AddressReport(
                from, seen, Reachability.classify(seen), asked, nat, because, SystemVantage.since(start));
    }

    /**
     * What two servers saw of one socket.
     *
     * @param own the addresses of the line
     * @param port the socket's own on it; empty where a router of ours stands between, which may take another
     */
    static NatKind kind(List<Asked> asked, List<String> own, OptionalInt port) {
        var mapped = asked.stream()
                .filter(each -> each.address().isPresent() && each.port().isPresent())
                .toList();
        if (mapped.size() < MAPPED) {
            return NatKind.UNKNOWN;
        }
        if (mapped.stream()
                .allMatch(each -> own.contains(each.address().orElseThrow())
                        && (port.isEmpty() || each.port().orElseThrow() == port.getAsInt()))) {
            return NatKind.NONE;
        }
        return mapped.stream()
                                .map(each -> each.address() + " " + each.port())
                                .distinct()
                                .count()
                        == 1
                ? NatKind.ENDPOINT_INDEPENDENT
                : NatKind.SYMMETRIC;
    }

    private static String because(List<Asked> asked) {
        var told = asked.stream()
                .filter(each -> each.port().isPresent())
                .map(each -> each.by().name() + " sees " + each.words())
                .toList();
        return told.size() < MAPPED
                ? "it takes two observers stun:HOST that answer, " + told.size() + " did"
                : "one socket: " + String.join("; ", told);
    }
}
