package dev.outpost.relay;

import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a relay shall hold: as it was looked at, then as each change makes it.
 *
 * @param packages that it has to get
 * @param sites what it knows of its sites
 */
public record RelayDraft(List<String> packages, List<SiteOnRelay> sites) {
    public RelayDraft {
        packages = List.copyOf(packages);
        sites = List.copyOf(sites);
    }

    static RelayDraft of(RelayFacts facts) {
        return new RelayDraft(List.of(), facts.sites());
    }

    RelayDraft after(List<RelayChange> changes) {
        var draft = this;
        for (var change : changes) {
            draft = change.on(draft);
        }
        return draft;
    }

    Optional<SiteOnRelay> site(String name) {
        return sites.stream().filter(site -> site.site().equals(name)).findFirst();
    }

    RelayDraft installing(List<String> names) {
        return new RelayDraft(names, sites);
    }

    /** With the ends of this site; its guests and ports stay as they were. */
    RelayDraft admitting(SiteOnRelay wanted) {
        var before = site(wanted.site());
        var ends = wanted.with(
                before.map(SiteOnRelay::guests).orElse(List.of()),
                before.map(SiteOnRelay::published).orElse(List.of()));
        return new RelayDraft(
                packages,
                Stream.concat(without(wanted.site()).sites().stream(), Stream.of(ends))
                        .toList());
    }

    RelayDraft without(String name) {
        return new RelayDraft(
                packages,
                sites.stream().filter(site -> !site.site().equals(name)).toList());
    }

    /** With this guest, which takes the place of one with its name. */
    RelayDraft inviting(String name, Guest guest) {
        return dismissing(name, guest.name()).changed(name, site -> {
            var guests = new ArrayList<>(site.guests());
            guests.add(guest);
            return site.with(guests, site.published());
        });
    }

    RelayDraft dismissing(String name, String guest) {
        return changed(
                name,
                site -> site.with(
                        site.guests().stream()
                                .filter(other -> !other.name().equals(guest))
                                .toList(),
                        site.published()));
    }

    RelayDraft opening(String name, Published port) {
        return closing(name, port.port())
                .changed(
                        name,
                        site -> site.with(
                                site.guests(),
                                Stream.concat(site.published().stream(), Stream.of(port))
                                        .toList()));
    }

    RelayDraft closing(String name, int port) {
        return changed(
                name,
                site -> site.with(
                        site.guests(),
                        site.published().stream()
                                .filter(open -> open.port() != port)
                                .toList()));
    }

    private RelayDraft changed(String name, UnaryOperator<SiteOnRelay> change) {
        return new RelayDraft(
                packages,
                sites.stream()
                        .map(site -> site.site().equals(name) ? change.apply(site) : site)
                        .toList());
    }
}
