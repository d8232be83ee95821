package dev.outpost.contact;

import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;

/**
 * What a router is to us.
 *
 * @param site whose it is, for {@link Kind#OURS} and {@link Kind#CHANGED}
 * @param because the evidence, one thing each
 */
public record Standing(Kind kind, Optional<String> site, List<String> because) {
    /** What it may be. */
    public enum Kind implements Word {
        /** As flashing leaves it. */
        FRESH,
        /** It shows the pinned key of a site, or carries the marker of one. */
        OURS,
        /** It has the MAC of a site's router, but shows another host key. */
        CHANGED,
        /** Somebody else set it up. */
        FOREIGN,
        /** It greets as dropbear, but is no OpenWrt. */
        NOT_OPENWRT,
        /** It greeted, and then did not go on. */
        SILENT;
    }

    public Standing {
        because = List.copyOf(because);
    }

    static Standing of(Kind kind, String... because) {
        return new Standing(kind, Optional.empty(), List.of(because));
    }

    static Standing of(Kind kind, String site, String because) {
        return new Standing(kind, Optional.of(site), List.of(because));
    }
}
