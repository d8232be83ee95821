package dev.outpost.uplink;

import dev.outpost.packages.PackageRelease;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a dongle would do on a kind of router: from tables, before anything is bought or flashed.
 *
 * @param board OpenWrt's board name
 * @param name of the router, for people
 * @param release series of OpenWrt
 * @param uplink the kind that was looked at; empty where the dongle offers none
 * @param packages what has to be installed besides the image, dependencies and WireGuard included
 * @param trouble what is known against the dongle, the handler, the board or the release
 * @param notes what is not known of the board or the release
 * @param runnerUp the next best uplink, where another verdict or other packages come of it
 */
public record RouterFit(
        String board,
        String name,
        String release,
        Optional<String> uplink,
        List<PackageRelease.Entry> packages,
        Flash flash,
        Power power,
        Optional<Integer> usbPorts,
        Optional<Integer> ethernetPorts,
        List<Collision> collisions,
        List<Trouble> trouble,
        Optional<RouterFit> runnerUp,
        List<String> notes,
        Verdict verdict) {
    public RouterFit {
        packages = List.copyOf(packages);
        collisions = List.copyOf(collisions);
        trouble = List.copyOf(trouble);
        notes = List.copyOf(notes);
    }

    /**
     * Flash, in bytes.
     *
     * @param needed by the packages; empty where the release's sizes are not all known
     * @param estimate what they took in a release whose sizes are known, as far as they are
     * @param unknown packages without any known size
     * @param slack must stay free
     * @param free after flashing, at least
     * @param fits empty: not known
     * @param basis where the figures are from
     */
    public record Flash(
            Optional<Long> needed,
            long estimate,
            List<String> unknown,
            long slack,
            Optional<Long> free,
            Optional<Boolean> fits,
            String basis) {
        public Flash {
            unknown = List.copyOf(unknown);
        }

        Map<String, @Nullable Object> document() {
            return Json.object(
                    "needed", needed,
                    "estimate", estimate,
                    "unknown", unknown,
                    "slack", slack,
                    "free", free,
                    "fits", fits,
                    "basis", basis);
        }
    }

    /**
     * Current on the USB port, in mA.
     *
     * @param draws what the dongle asks for or its profile says, whichever is more
     * @param gives what the port is known to give
     * @param enough empty: not known
     */
    public record Power(Optional<Integer> draws, Optional<Integer> gives, Optional<Boolean> enough, String says) {}

    /** Two networks that cannot both be. */
    public record Collision(String network, String says, String next) {}

    /**
     * Something known.
     *
     * @param condition what has to be so that it works all the same; empty where it does not stop anything
     */
    public record Trouble(String says, String source, Optional<String> condition) {}

    /** What comes of it. */
    public enum Word {
        WORKS,
        WORKS_IF,
        WILL_NOT_WORK;

        /** As in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * The answer.
     *
     * @param because conditions of {@code works if}, or what stands against it
     * @param tried "from tables only", or who tried it on hardware and when
     */
    public record Verdict(Word word, List<String> because, String tried) {
        public Verdict {
            because = List.copyOf(because);
        }

        Map<String, @Nullable Object> document() {
            return Json.object(
                    "word",
                    word.word(),
                    "because",
                    because.isEmpty() ? null : String.join("; ", because),
                    "tried",
                    tried);
        }

        /** "works if the router's LAN is moved (from tables only)". */
        public String line() {
            var reasons = String.join("; ", because);
            return switch (word) {
                        case WORKS -> "works";
                        case WORKS_IF -> "works if " + reasons;
                        case WILL_NOT_WORK -> "will not work because " + reasons;
                    }
                    + " (" + tried + ")";
        }
    }

    /** As documents write it. */
    Map<String, @Nullable Object> document() {
        return Json.object(
                "board",
                board,
                "name",
                name,
                "release",
                release,
                "uplink",
                uplink,
                "usbPorts",
                usbPorts,
                "ethernetPorts",
                ethernetPorts,
                "packages",
                packages.stream()
                        .map(p -> Json.object("name", p.name(), "bytes", p.bytes()))
                        .toList(),
                "flash",
                flash.document(),
                "power",
                Json.object(
                        "draws", power.draws(),
                        "gives", power.gives(),
                        "enough", power.enough(),
                        "says", power.says()),
                "collisions",
                collisions.stream()
                        .map(c -> Json.object("network", c.network(), "says", c.says(), "next", c.next()))
                        .toList(),
                "trouble",
                trouble.stream()
                        .map(t -> Json.object("says", t.says(), "source", t.source()))
                        .toList(),
                "runnerUp",
                runnerUp.map(RouterFit::document),
                "notes",
                notes,
                "verdict",
                verdict.document());
    }

    /**
     * What is not known of the router that was asked for, and so narrows the answer without stopping it.
     *
     * @param release as it was asked for, where another's tables stand in for it
     * @param notes to be said beside the answer
     * @param conditions what has to be so that it works
     */
    public record Narrowing(String release, List<String> notes, List<String> conditions) {
        public Narrowing {
            notes = List.copyOf(notes);
            conditions = List.copyOf(conditions);
        }

        /** Nothing is. */
        static Narrowing none(String release) {
            return new Narrowing(release, List.of(), List.of());
        }

        /** With what narrows it besides. */
        public Narrowing and(List<String> moreNotes, List<String> moreConditions) {
            return new Narrowing(
                    release,
                    Stream.concat(notes.stream(), moreNotes.stream()).toList(),
                    Stream.concat(conditions.stream(), moreConditions.stream()).toList());
        }

        /** Never better than the conditions let it be. */
        Verdict cap(Verdict verdict) {
            return conditions.isEmpty() || verdict.word() == Word.WILL_NOT_WORK
                    ? verdict
                    : new Verdict(
                            Word.WORKS_IF,
                            Stream.concat(verdict.because().stream(), conditions.stream())
                                    .toList(),
                            verdict.tried());
        }
    }
}
