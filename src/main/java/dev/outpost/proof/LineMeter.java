package dev.outpost.proof;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.router.Guard;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Alarm;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Fills a site's line for a moment, from the router through its tunnel and the relay, and counts what comes. */
public record LineMeter(LocalNetwork here, RelayConnector relays, Secrets secrets, Narrator narrator) {
    /** Never more than this is sent: it is paid for. */
    static final int MOST = 2 << 20;

    /** Nobody waits longer. */
    static final Duration LONGEST = Duration.ofSeconds(8);

    /** What a connection sends before it knows how fast it may: not counted. */
    static final int START = 64 << 10;

    private static final Duration ANSWERS = Duration.ofSeconds(20);
    private static final int BLOCK = 4096;

    /** Kilobits a second; empty where nobody could measure, which is said. */
    Optional<Long> kilobits(Site site, TunnelPlan tunnel) {
        if (tunnel.isDirect()) {
            narrator.warned("the line was not measured: it is measured through a relay, and this site has none");
            return Optional.empty();
        }
        narrator.saw("the line is measured through the tunnel", "at most 2 MB more of the SIM's data, 8 s");
        var relay = site.access().relay().orElseThrow();
        try (var ends = new Connections()) {
            ends.relay(relays.open(relay, false));
            var routers = new RouterConnector(here, secrets, site, narrator);
            var router = routers.await(ends.throughRelay(relay, tunnel.router().toString()), ANSWERS);
            var measured = router.isPresent() ? counted(router.get()) : Optional.<Long>empty();
            router.ifPresent(RemoteLink::close);
            if (measured.isEmpty()) {
                narrator.warned("the line was not measured: "
                        + (router.isEmpty() ? "the router does not answer in its tunnel" : "too little came to count"));
            }
            measured.ifPresent(rate -> narrator.saw(
                    "the site sends " + WillItStream.megabits(rate) + " Mbit/s through its tunnel", "measured now"));
            return measured;
        } catch (IOException | ProblemException e) {
            narrator.warned("the line was not measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What comes behind the start, until it is enough or the time is up. */
    Optional<Long> counted(RemoteLink router) throws IOException {
        var script = Script.in(Guard.class, "measure").with("BLOCKS", MOST / BLOCK);
        var ticker = here.ticker();
        try (var talk = router.talk(script);
                var _ = Alarm.at(ticker.in(LONGEST), talk::close)) {
            return counted(talk.output(), ticker);
        }
    }

    private static Optional<Long> counted(InputStream line, Ticker ticker) {
        var buffer = new byte[16 << 10];
        long all = 0;
        long from = 0;
        long first = 0;
        long last = 0;
        try {
            for (int count = line.read(buffer); count >= 0; count = line.read(buffer)) {
                all += count;
                last = ticker.nanos();
                if (first == 0 && all >= START) {
                    first = last;
                    from = all;
                }
            }
        } catch (IOException hungUp) {
            // the time was up, and what came is what the line carries
        }
        return rate(all - from, last - first);
    }

    private static Optional<Long> rate(long bytes, long nanos) {
        return bytes >= START && nanos > 0 ? Optional.of(Math.round(bytes * 8e6 / nanos)) : Optional.empty();
    }
}
