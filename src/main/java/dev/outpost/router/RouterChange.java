package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.Optional;

/** One change on a router, as a value: printed, costed and carried out from it. Who makes changes asks each for its strokes and names none of them. */
public sealed interface RouterChange extends Change
        permits RouterChange.Plain,
                RouterChange.Unborn,
                RouterChange.Install,
                RouterChange.Put,
                ConfigChange,
                StickChange {

    /** What has to start anew before a change is true. */
    enum Restart {
        NOTHING,
        FIREWALL,
        /** Our own interface; wan and LAN stay. */
        TUNNEL,
        NETWORK;

        /** What some changes ask for together. */
        public static Restart most(List<RouterChange> changes) {
            return changes.stream().map(RouterChange::restarts).reduce(NOTHING, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }

        /** As it is said while it is done. */
        public String words() {
            return switch (this) {
                case NETWORK -> "restarting the network (5 to 7 s)";
                case TUNNEL -> "starting the tunnel anew";
                case FIREWALL, NOTHING -> "loading the firewall";
            };
        }
    }

    /** How it is made, in this order. */
    List<Stroke> strokes();

    /** What starts anew once it is made. */
    default Restart restarts() {
        return Restart.NOTHING;
    }

    /** The router as it must be once this was made and read back. */
    default RouterFacts appliedTo(RouterFacts before) {
        return before;
    }

    /** What the kernel's ruleset must hold then: a section's name, and what it leaves there. */
    default Optional<String> inRuleset() {
        return Optional.empty();
    }

    /** What to say once it is made; empty where its phase says it for all. */
    default Optional<String> made() {
        return Optional.empty();
    }

    /** Whether it changes this section of its configuration. */
    default boolean touches(String uci, String section) {
        return false;
    }

    /** What undoes that part of it which the guard, who puts the router's own files back, knows nothing of. */
    default Optional<Script> takenBack() {
        return Optional.empty();
    }

    /** Where the router's LAN goes; empty where it stays. */
    default Optional<LanMoves> movesLan() {
        return Optional.empty();
    }

    @Override
    default Target target() {
        return Target.ROUTER;
    }

    /** One that is its words and its strokes, and changes nothing that the look has to know. */
    record Plain(
            String kind,
            Phase phase,
            String describe,
            List<Stroke> strokes,
            Restart restarts,
            Optional<String> made,
            List<String> exactly,
            long flashBytes)
            implements RouterChange {
        public Plain {
            strokes = List.copyOf(strokes);
            exactly = List.copyOf(exactly);
        }

        /** @param words what will be different, without its target */
        public static Plain of(String kind, Phase phase, String words, Stroke... strokes) {
            return new Plain(
                    kind, phase, "router: " + words, List.of(strokes), Restart.NOTHING, Optional.empty(), List.of(), 0);
        }

        /** The SIM's PIN, bound to its card. */
        public static Plain pin() {
            return of(
                    "pin",
                    Phase.CONFIG,
                    "/etc/outpost-pin, root's alone: the PIN for this SIM, entered before wan starts",
                    new Stroke.Confided(Stroke.Confidence.SIM_PIN));
        }

        /** The same, after which something starts anew. */
        public Plain restarting(Restart what) {
            return new Plain(kind, phase, describe, strokes, what, made, exactly, flashBytes);
        }

        /** The same, told once it is made. */
        Plain telling(String words) {
            return new Plain(kind, phase, describe, strokes, restarts, Optional.of(words), exactly, flashBytes);
        }

        /** The same in uci's own words. */
        Plain by(List<String> edits) {
            var lines = edits.stream().map(edit -> "uci " + edit).toList();
            return new Plain(kind, phase, describe, strokes, restarts, made, lines, flashBytes);
        }

        /** The same with what it takes of the flash. */
        Plain costing(long bytes) {
            return new Plain(kind, phase, describe, strokes, restarts, made, exactly, bytes);
        }
    }

    /** One that names a key which is born elsewhere first: shown in a plan, and planned anew with the key once that is there. */
    record Unborn(String kind, Phase phase, String describe, List<String> exactly, long flashBytes)
            implements RouterChange {
        /** A line of an RSA key of 3072 bits, with its name (bytes). */
        private static final int LINE = 563;

        public Unborn {
            exactly = List.copyOf(exactly);
        }

        /** The tool's own key. */
        public static Unborn toolKey() {
            return new Unborn("key", Phase.KEYS, "router: key outpost (ssh-rsa) may log in", List.of(), LINE);
        }

        /** @throws IllegalStateException always: it is planned anew first */
        @Override
        public List<Stroke> strokes() {
            throw new IllegalStateException(describe);
        }
    }

    /** One package. */
    record Install(Bundle.Item item) implements RouterChange {
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

    /** A file of our own. What drivers have to be told comes with them; the rest with the configuration. */
    record Put(OwnFile file) implements RouterChange {
        @Override
        public String describe() {
            return "router: " + file.path() + " " + file.purpose();
        }

        @Override
        public String kind() {
            return "file";
        }

        @Override
        public Phase phase() {
            return file.isForDrivers() ? Phase.PACKAGES : Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(file.put().with("TEXT", file.text())));
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.withOurs(file.path(), file.sha256());
        }

        @Override
        public long flashBytes() {
            return file.text().length();
        }
    }
}
