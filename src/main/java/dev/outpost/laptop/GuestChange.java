package dev.outpost.laptop;

import dev.outpost.ledger.Peer;
import dev.outpost.site.SiteFileEdit;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;

/** One change on this computer for somebody who looks, or looks no longer. */
public sealed interface GuestChange extends Change {
    /** The list of viewers in the site file. */
    record EditFile(SiteFileEdit edit, String what) implements GuestChange {
        @Override
        public List<String> exactly() {
            return edit.after()
                    .lines()
                    .filter(line -> edit.before().lines().noneMatch(line::equals))
                    .toList();
        }
    }

    /** An address in the tunnel. */
    record Allocate(Peer guest) implements GuestChange {}

    /** A key, made to be handed over. */
    record BearKey(Peer guest) implements GuestChange {}

    /** A page that is not there, of a key that is. */
    record WritePage(Peer guest) implements GuestChange {}

    /** A key that is nobody's any more. */
    record ForgetKey(String guest) implements GuestChange {}

    @Override
    default Target target() {
        return Target.LAPTOP;
    }

    @Override
    default Phase phase() {
        return Phase.LAPTOP;
    }

    @Override
    default String kind() {
        return switch (this) {
            case EditFile _ -> "site-file";
            case Allocate _ -> "allocation";
            case BearKey _, ForgetKey _ -> "key";
            case WritePage _ -> "page";
        };
    }

    @Override
    default String describe() {
        return "laptop: "
                + switch (this) {
                    case EditFile(var edit, var what) -> edit.file() + ": viewers " + what;
                    case Allocate(var guest) -> "the ledger gives " + LaptopChange.words(guest);
                    case BearKey(var guest) ->
                        "make a WireGuard key for " + LaptopChange.words(guest) + " and its SECRET page, 0600";
                    case WritePage(var guest) -> "write the SECRET page of " + LaptopChange.words(guest) + ", 0600";
                    case ForgetKey(var guest) -> "the key of " + guest + ", its page and its address are given up";
                };
    }
}
