package dev.outpost.reach;

import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;

/**
 * The far end of an SSH link: what it reaches proves the hops behind it, and nothing about viewers.
 *
 * @param name "the relay"
 */
public record LinkVantage(RemoteLink link, String name) implements Vantage {
    public static LinkVantage ofRelay(RemoteLink link) {
        return new LinkVantage(link, "the relay");
    }

    public static LinkVantage ofRouter(RemoteLink link) {
        return new LinkVantage(link, "the router");
    }

    /** The waiting is the far host's own; {@code timeout} is not enforced here. */
    @Override
    public Dial dial(String host, int port, Duration timeout) {
        long start = Ticker.REAL.nanos();
        try {
            var stream = link.dial(host, port);
            return new Dial.Connected(stream.input(), stream.output(), stream, SystemVantage.since(start));
        } catch (LinkException refused) {
            return answer(refused, SystemVantage.since(start));
        } catch (IOException broken) {
            return new Dial.Unreachable(SystemWords.of(broken));
        }
    }

    /** A server tells its reason in words, and refuses to open what it may not, too. */
    private static Dial answer(LinkException failed, Duration took) {
        var words = String.valueOf(failed.getMessage());
        if (failed.reason() == LinkException.Reason.TIMED_OUT || failed.reason() == LinkException.Reason.SILENT) {
            return new Dial.Silent(took);
        }
        return words.contains("refuses the call") ? new Dial.Refused(took) : new Dial.Unreachable(words);
    }

    @Override
    public String where() {
        return name;
    }
}
