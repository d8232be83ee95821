package dev.outpost.router;

import dev.outpost.step.Change;
import java.time.Instant;

/** One change on a router, as a value. */
public sealed interface RouterChange extends Change
        permits RouterChange.Authorize,
                RouterChange.SetClock,
                RouterChange.SetPassword,
                RouterChange.Install,
                RouterChange.CureHandler,
                SectionChange {

    /** A key that may log in, as a line of authorized_keys. */
    record Authorize(String line) implements RouterChange {
        @Override
        public String describe() {
            var words = line.split(" ", 3);
            return "router: key " + (words.length > 2 ? words[2] : "without a name") + " (" + words[0] + ") may log in";
        }

        @Override
        public long flashBytes() {
            return line.length() + 1L;
        }
    }

    /** The laptop's time. */
    record SetClock(Instant from, Instant to) implements RouterChange {
        @Override
        public String describe() {
            return "router: clock " + from + " to " + to;
        }
    }

    /** Root's password. */
    record SetPassword() implements RouterChange {
        @Override
        public String describe() {
            return "router: root gets a password: *****";
        }
    }

    /** One package. */
    record Install(Bundle.Item item) implements RouterChange {
        @Override
        public String describe() {
            return "router: install " + item.name() + " " + item.version();
        }

        @Override
        public long flashBytes() {
            return item.installed();
        }
    }

    /** The CR that makes 23.05 and 24.10 take a known modem for an unknown one. */
    record CureHandler() implements RouterChange {
        @Override
        public String describe() {
            return "router: /lib/netifd/proto/ncm.sh strips the CR behind the modem's manufacturer (as OpenWrt 25.12 does)";
        }
    }
}
