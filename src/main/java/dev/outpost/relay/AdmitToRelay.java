package dev.outpost.relay;

import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the relay carry one site exactly as its file asks for it. */
public record AdmitToRelay(RelaySetup setup, SiteOnRelay site) implements Step<RelayFacts> {
    static final String CONF = "/etc/wireguard/" + RelaySetup.INTERFACE + ".conf";
    static final String TABLE = "/etc/outpost/outpost.nft";

    @Override
    public String title() {
        return "the relay carries site " + site.site();
    }

    /** The relay's files with this site in them. */
    public RelayConfig wanted(RelayFacts facts) {
        return new RelayConfig(setup, facts.sites()).with(site);
    }

    @Override
    public Finding check(RelayFacts facts) {
        var changes = new ArrayList<RelayChange>();
        var before = facts.site(site.site());
        if (before.isEmpty() || !before.get().hasEndsOf(site)) {
            changes.add(new RelayChange.AdmitSite(site));
        }
        var known = before.map(SiteOnRelay::guests).orElse(List.of());
        site.guests().stream()
                .filter(guest -> !known.contains(guest))
                .forEach(guest -> changes.add(new RelayChange.AdmitGuest(site.site(), guest)));
        var open = before.map(SiteOnRelay::published).orElse(List.of());
        site.published().stream()
                .filter(port -> !open.contains(port))
                .forEach(port -> changes.add(new RelayChange.Publish(site.site(), port)));
        before.ifPresent(old -> withdrawn(old, changes));
        if (changes.isEmpty() && !carries(facts)) {
            changes.add(new RelayChange.AdmitSite(site));
        }
        return Finding.of(changes, "the relay carries " + site.site() + " as " + site.block());
    }

    private void withdrawn(SiteOnRelay old, List<RelayChange> changes) {
        old.guests().stream()
                .map(Guest::name)
                .filter(name ->
                        site.guests().stream().noneMatch(guest -> guest.name().equals(name)))
                .forEach(name -> changes.add(new RelayChange.DismissGuest(site.site(), name)));
        old.published().stream()
                .filter(port -> !site.published().contains(port))
                .forEach(port -> changes.add(new RelayChange.ClosePort(site.site(), port.port())));
    }

    /** Both files are the ones that we would write, and what runs is what they say. */
    private boolean carries(RelayFacts facts) {
        var wanted = wanted(facts);
        return facts.files().equals(Map.of(CONF, sha256(wanted.wireguard()), TABLE, sha256(wanted.nftables())))
                && Optional.of(Set.of(site.block().toString()))
                        .equals(Optional.ofNullable(
                                facts.peers().get(site.routerKey().text())));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
