package dev.outpost.relay;

import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a relay shall hold for one site: as it was looked at, then as each change makes it.
 *
 * @param packages that the server has to get
 * @param site as the relay shall know it; empty: it shall not
 */
public record RelayDraft(List<String> packages, Optional<SiteOnRelay> site) {
    public RelayDraft {
        packages = List.copyOf(packages);
    }

    static RelayDraft of(RelayFacts facts, String site) {
        return new RelayDraft(List.of(), facts.site(site));
    }

    RelayDraft after(List<RelayChange> changes) {
        var draft = this;
        for (var change : changes) {
            draft = change.on().apply(draft);
        }
        return draft;
    }

    /** The site's file; empty: there is to be none. */
    String text() {
        return site.map(SiteOnRelay::text).orElse("").strip();
    }

    RelayDraft installing(List<String> names) {
        return new RelayDraft(names, site);
    }

    /** With the ends of this site; its guests and ports stay as they were. */
    RelayDraft admitting(SiteOnRelay wanted) {
        return holding(wanted.with(
                site.map(SiteOnRelay::guests).orElse(List.of()),
                site.map(SiteOnRelay::published).orElse(List.of())));
    }

    RelayDraft without() {
        return new RelayDraft(packages, Optional.empty());
    }

    /** With this guest, which takes the place of one with its name. */
    RelayDraft inviting(Guest guest) {
        return looking(Stream.concat(others(guest.name()), Stream.of(guest)));
    }

    RelayDraft dismissing(String guest) {
        return looking(others(guest));
    }

    RelayDraft opening(Published port) {
        return open(Stream.concat(besides(port.port()), Stream.of(port)));
    }

    RelayDraft closing(int port) {
        return open(besides(port));
    }

    private Stream<Guest> others(String guest) {
        return site.stream()
                .flatMap(known -> known.guests().stream())
                .filter(other -> !other.name().equals(guest));
    }

    private Stream<Published> besides(int port) {
        return site.stream().flatMap(known -> known.published().stream()).filter(open -> open.port() != port);
    }

    private RelayDraft looking(Stream<Guest> guests) {
        return new RelayDraft(packages, site.map(known -> known.with(guests.toList(), known.published())));
    }

    private RelayDraft open(Stream<Published> ports) {
        return new RelayDraft(packages, site.map(known -> known.with(known.guests(), ports.toList())));
    }

    private RelayDraft holding(SiteOnRelay now) {
        return new RelayDraft(packages, Optional.of(now));
    }
}
