package dev.outpost.plan;

import dev.outpost.laptop.GuestChange;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.site.SiteFileEdit;
import dev.outpost.step.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be changed for one who looks, or looks no longer: on this computer, then on the relay.
 *
 * @param guest its name
 * @param admits whether the relay is to know it afterwards
 */
public record GuestPlan(String guest, boolean admits, List<GuestChange> here, List<RelayChange> onRelay) {
    public GuestPlan {
        here = List.copyOf(here);
        onRelay = List.copyOf(onRelay);
    }

    /**
     * What was found.
     *
     * @param given what the ledger holds of the site
     * @param proposed what it would hold with the guest
     * @param carried the site as the relay knows it
     * @param hasKey whether the guest's private key was born on this computer
     * @param isKept whether anything of it is kept here
     * @param hasPage whether its page lies here
     */
    public record Found(
            SiteEntry given, SiteEntry proposed, SiteOnRelay carried, boolean hasKey, boolean isKept, boolean hasPage) {
        Optional<Guest> there(String guest) {
            return carried.guests().stream()
                    .filter(other -> other.name().equals(guest))
                    .findFirst();
        }
    }

    /** What one verb changes. */
    public static GuestPlan of(Verb verb, String name, SiteFileEdit edit, Found found) {
        return switch (verb) {
            case add -> adding(name, edit, found);
            case remove -> removing(name, edit, found);
            case reissue -> reissuing(name, found);
        };
    }

    /** One more who looks; one that looks already needs nothing. */
    private static GuestPlan adding(String name, SiteFileEdit edit, Found found) {
        var here = edited(edit, "+ " + name);
        var peer = found.proposed().peer(name).orElseThrow();
        if (found.given().peer(name).isEmpty()) {
            here.add(new GuestChange.Allocate(peer));
        }
        if (peer.publicKey().isEmpty()) {
            here.add(new GuestChange.BearKey(peer));
        } else if (found.hasKey() && !found.hasPage()) {
            here.add(new GuestChange.WritePage(peer));
        }
        var guest = guest(peer, TunnelKey.of(peer.publicKey()));
        return new GuestPlan(
                name,
                true,
                here,
                found.there(name).equals(Optional.of(guest))
                        ? List.of()
                        : List.of(RelayChange.inviting(found.given().site(), guest)));
    }

    /** One less. */
    private static GuestPlan removing(String name, SiteFileEdit edit, Found found) {
        var here = edited(edit, "- " + name);
        if (found.isKept() || found.given().peer(name).isPresent()) {
            here.add(new GuestChange.ForgetKey(name));
        }
        return new GuestPlan(
                name,
                false,
                here,
                found.there(name).isPresent()
                        ? List.of(RelayChange.dismissing(found.given().site(), name))
                        : List.of());
    }

    /** The same with another key: what had the old one sees nothing any more. */
    private static GuestPlan reissuing(String name, Found found) {
        var peer = found.proposed().peer(name).orElseThrow();
        return new GuestPlan(
                name,
                true,
                List.of(new GuestChange.BearKey(peer)),
                List.of(RelayChange.inviting(found.given().site(), guest(peer, new TunnelKey.Unborn()))));
    }

    private static List<GuestChange> edited(SiteFileEdit edit, String what) {
        var changes = new ArrayList<GuestChange>();
        if (!edit.isEmpty()) {
            changes.add(new GuestChange.EditFile(edit, what));
        }
        return changes;
    }

    private static Guest guest(Peer peer, TunnelKey key) {
        return new Guest(SiteOnRelay.Role.valueOf(peer.role().name()), peer.name(), peer.address(), key);
    }

    public boolean isEmpty() {
        return here.isEmpty() && onRelay.isEmpty();
    }

    public Stream<Change> all() {
        return Stream.<Change>concat(here.stream(), onRelay.stream());
    }

    /** The relay's changes with the key that was born meanwhile. */
    public List<RelayChange> onRelay(SiteEntry now) {
        return now.peer(guest)
                .filter(_ -> admits && !onRelay.isEmpty())
                .map(peer -> List.of(RelayChange.inviting(now.site(), guest(peer, TunnelKey.of(peer.publicKey())))))
                .orElse(onRelay);
    }
}
