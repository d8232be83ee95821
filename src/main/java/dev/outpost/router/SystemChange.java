package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is made of the router's system before its configuration: who may log in, its clock, its packages. */
public sealed interface SystemChange extends RouterChange
        permits SystemChange.Authorize,
                SystemChange.AuthorizeOwn,
                SystemChange.SetClock,
                SystemChange.SetPassword,
                SystemChange.Install,
                SystemChange.CureHandler {
    /** A key that may log in, as a line of authorized_keys. */
    record Authorize(String line) implements SystemChange {
        @Override
        public String describe() {
            var words = line.split(" ", 3);
            return "router: key " + (words.length > 2 ? words[2] : "without a name") + " (" + words[0] + ") may log in";
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Lines("authorize", Map.of("KEYS", List.of(line)), Map.of()));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("a key may log in");
        }

        @Override
        public long flashBytes() {
            return line.length() + 1L;
        }
    }

    /** The tool's own key, while that is not born: shown in a plan, and planned anew with the key once that is there. */
    record AuthorizeOwn() implements SystemChange {
        /** A line of an RSA key of 3072 bits, with its name (bytes). */
        private static final int LINE = 563;

        @Override
        public String describe() {
            return "router: key outpost (ssh-rsa) may log in";
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        /** @throws IllegalStateException always: it is planned anew first */
        @Override
        public List<Stroke> strokes() {
            throw new IllegalStateException(describe());
        }

        @Override
        public long flashBytes() {
            return LINE;
        }
    }

    /** The laptop's time. */
    record SetClock(Instant from, Instant to) implements SystemChange {
        @Override
        public String describe() {
            var unit = Duration.between(from, to).toDays() > 0 ? ChronoUnit.DAYS : ChronoUnit.MINUTES;
            var length = unit == ChronoUnit.DAYS ? "2026-11-27".length() : "2026-11-27T01:02".length();
            return "router: clock " + from.toString().substring(0, length) + " to "
                    + to.toString().substring(0, length);
        }

        @Override
        public String kind() {
            return "clock";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    new Stroke.Alone(Script.in(RouterChange.class, "clock").with("NOW", to.getEpochSecond())));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("clock set to " + to);
        }
    }

    /** Root's password. */
    record SetPassword() implements SystemChange {
        @Override
        public String describe() {
            return "router: root gets a password: *****";
        }

        @Override
        public String kind() {
            return "password";
        }

        @Override
        public Phase phase() {
            return Phase.PACKAGES;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Confided(Stroke.Confidence.ROOT_PASSWORD));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("root has a password");
        }
    }

    /** One package. */
    record Install(Bundle.Item item) implements SystemChange {
        @Override
        public String describe() {
            return "router: install " + (item.name() + " " + item.version()).strip()
                    + (item.installed().isPresent() ? "" : " (size not known)");
        }

        @Override
        public String kind() {
            return "package";
        }

        @Override
        public String subject() {
            return item.name();
        }

        @Override
        public Phase phase() {
            return Phase.PACKAGES;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Unpack(item));
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.with(InstalledPackage.fine(item.name(), item.version()));
        }

        @Override
        public long flashBytes() {
            return item.installed().orElse(0L);
        }
    }

    /** The CR that makes 23.05 and 24.10 take a known modem for an unknown one. */
    record CureHandler() implements SystemChange {
        @Override
        public String describe() {
            return "router: /lib/netifd/proto/ncm.sh strips the CR behind the modem's manufacturer (as OpenWrt 25.12 does)";
        }

        @Override
        public String kind() {
            return "handler";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Look.cure()));
        }

        @Override
        public Restart restarts() {
            return Restart.NETWORK;
        }
    }
}
