package dev.outpost.router;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;

/** Serial ports of a router, one exec channel each. */
public final class RouterPorts implements AtPorts {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The router lets go of a port that was not spoken to for so long (s): longer than any answer may take. */
    private static final int LEASE = 60;

    private final RemoteLink link;

    public RouterPorts(RemoteLink link) {
        this.link = link;
    }

    @Override
    public Ticker ticker() {
        return link.ticker();
    }

    @Override
    public AtPort open(String name) throws PortRefused {
        if (!name.matches("/dev/tty[A-Za-z0-9]{1,28}")) {
            throw new PortRefused(Reason.MISSING, name + " is no serial port of a router");
        }
        try {
            var script = Script.in(RouterPorts.class, "tty").with("TTY", name).with("LEASE", LEASE);
            return RouterTty.open(name, link.talk(script), PATIENCE, ticker());
        } catch (PortRefused e) {
            throw e;
        } catch (IOException e) {
            throw new PortRefused(Reason.FAILED, SystemWords.of(e));
        }
    }
}
