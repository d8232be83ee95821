package dev.outpost.at;

import dev.outpost.step.Ticker;
import java.io.IOException;

/** Opens ports by name. */
@FunctionalInterface
public interface AtPorts {
    /**
     * Opens and readies the port: raw, 115200 8N1, no flow control, DTR and RTS raised where the line has them.
     *
     * @throws PortRefused when it cannot be opened, with the reason
     */
    AtPort open(String name) throws PortRefused;

    /** The time in which those behind the ports answer. */
    default Ticker ticker() {
        return Ticker.REAL;
    }

    /** Why a port did not open. */
    final class PortRefused extends IOException {
        private static final long serialVersionUID = 1;

        private final Reason reason;

        public PortRefused(Reason reason, String words) {
            super(words);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** The kinds of refusal that a technician can tell apart. */
    enum Reason {
        /** Another program holds it. */
        BUSY,
        /** There is no such node, or nobody listens there. */
        MISSING,
        /** The node is there, but not for this user. */
        DENIED,
        /** Anything else. */
        FAILED
    }
}
