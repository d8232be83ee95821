package dev.outpost.laptop;

import dev.outpost.ledger.Peer;
import dev.outpost.site.SiteFileEdit;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.Locale;

/** One change on this computer for somebody who looks, or looks no longer. */
public sealed interface GuestChange extends Change {

    @Override
    default Target target() {
        return Target.LAPTOP;
    }

    @Override
    default Phase phase() {
        return Phase.LAPTOP;
    }

    /** The list of viewers in the site file. */
    record EditFile(SiteFileEdit edit, String what) implements GuestChange {
        @Override
        public String kind() {
            return "site-file";
        }

        @Override
        public String describe() {
            return "laptop: " + edit.file() + ": viewers " + what;
        }

        @Override
        public List<String> exactly() {
            return edit.after()
                    .lines()
                    .filter(line -> edit.before().lines().noneMatch(line::equals))
                    .toList();
        }
    }

    /** An address in the tunnel. */
    record Allocate(Peer guest) implements GuestChange {
        @Override
        public String kind() {
            return "allocation";
        }

        @Override
        public String describe() {
            return "laptop: the ledger gives " + words(guest);
        }
    }

    /** A key, made to be handed over. */
    record BearKey(Peer guest) implements GuestChange {
        public String name() {
            return guest.name();
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String describe() {
            return "laptop: make a WireGuard key for " + words(guest) + " and its SECRET page, 0600";
        }
    }

    /** A page that is not there, of a key that is. */
    record WritePage(Peer guest) implements GuestChange {
        @Override
        public String kind() {
            return "page";
        }

        @Override
        public String describe() {
            return "laptop: write the SECRET page of " + words(guest) + ", 0600";
        }
    }

    /** A key that is nobody's any more. */
    record ForgetKey(String guest) implements GuestChange {
        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String describe() {
            return "laptop: the key of " + guest + ", its page and its address are given up";
        }
    }

    private static String words(Peer peer) {
        return peer.role().name().toLowerCase(Locale.ROOT) + " " + peer.name() + " " + peer.address();
    }
}
