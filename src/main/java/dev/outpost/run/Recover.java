package dev.outpost.run;

import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PublicPort;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.site.RelayFile;
import dev.outpost.step.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rebuilds what this computer knows of a relay's sites from the relay's own record. What is known here otherwise is left as it is. */
public final class Recover {
    private static final int BLOCK = 16;

    private final State state;
    private final RelayConnector relays;

    public Recover(State state, RelayConnector relays) {
        this.state = state;
        this.relays = relays;
    }

    /** What became of one site here. */
    public enum Kind {
        /** It is known here now. */
        RECOVERED,
        /** It was known before, as the relay has it. */
        KNOWN,
        /** This computer knows it otherwise, or the relay's record cannot be: nothing was written. */
        LEFT
    }

    /**
     * One site of the relay.
     *
     * @param because what it is, or why it was left alone
     */
    public record Found(String site, Kind kind, String because) {}

    /** @param accepts whether the relay's host key is taken at first sight; it is pinned then */
    public List<Found> run(RelayFile file, boolean accepts) {
        try (var link = relays.open(file, accepts)) {
            var facts = relays.look(file, link);
            if (relays.pinned(file).isEmpty()) {
                relays.pin(file.name(), link.hostKey());
            }
            var broken = facts.broken().stream()
                    .map(bad -> new Found(bad.name(), Kind.LEFT, "its file there: " + bad.why()));
            return Stream.concat(facts.sites().stream().map(site -> found(site, file, facts)), broken)
                    .toList();
        }
    }

    private Found found(SiteOnRelay site, RelayFile file, RelayFacts facts) {
        try {
            return taken(site, entry(site, file), file, facts);
        } catch (ProblemException e) {
            return left(site, e.problem().what());
        } catch (IllegalArgumentException e) {
            return left(site, String.valueOf(e.getMessage()));
        }
    }

    private Found taken(SiteOnRelay site, SiteEntry entry, RelayFile file, RelayFacts facts) {
        var ledger = state.ledger();
        var remembered = state.site(site.site());
        var known = ledger.find(site.site());
        if (known.isPresent() && !known.get().agreesWith(entry)) {
            return left(
                    site,
                    "this computer has " + known.get().network() + " or other keys and addresses for it, the relay "
                            + entry.network());
        }
        var unit = remembered.unit().or(() -> ledger.unit(site.site()));
        if (unit.isPresent() && site.unit().isPresent() && !unit.equals(site.unit())) {
            return left(
                    site,
                    "this computer knows the router " + unit.get().mac() + " "
                            + unit.get().hostKey() + " for it, the relay "
                            + site.unit().get().mac() + " " + site.unit().get().hostKey());
        }
        if (known.isPresent() && (remembered.unit().isPresent() || site.unit().isEmpty())) {
            return new Found(site.site(), Kind.KNOWN, "this computer knows it as the relay does");
        }
        return recovered(site, entry, file, facts, ledger, remembered);
    }

    private static Found recovered(
            SiteOnRelay site, SiteEntry entry, RelayFile file, RelayFacts facts, Ledger ledger, SiteState remembered) {
        site.unit().ifPresent(unit -> ledger.mayBind(site.site(), unit));
        ledger.recover(entry);
        remembered.recovered(file.name());
        remembered.proof(proof(site, facts));
        site.unit().ifPresent(unit -> {
            ledger.unit(site.site(), unit);
            remembered.unit(unit);
        });
        return new Found(
                site.site(),
                Kind.RECOVERED,
                entry.network() + ", cameras "
                        + String.join(", ", entry.cameras().keySet()) + "; "
                        + site.unit()
                                .map(Recover::words)
                                .orElse("an older program wrote the record: it does not tell the router's host key")
                        + guessed(site));
    }

    /** What the record of an older program does not tell, in words; empty where nothing is guessed. */
    static String guessed(SiteOnRelay site) {
        return site.published().stream()
                .filter(open -> open.service().isEmpty())
                .map(open -> "; an older program wrote the record: which service TCP " + open.port()
                        + " leads to is guessed, " + service(open) + ", until the next apply")
                .collect(Collectors.joining());
    }

    private static String words(Unit unit) {
        return "router " + unit.mac() + " " + unit.hostKey();
    }

    /** Who was heard by the relay: a viewer's device looks through the router, or the router alone stands there. */
    private static SiteState.Proof proof(SiteOnRelay site, RelayFacts facts) {
        var router = site.routerKey().known().flatMap(facts::handshake).filter(Handshake::isUp);
        if (router.isEmpty()) {
            return SiteState.Proof.NONE;
        }
        var looked = site.guests().stream()
                .flatMap(guest -> guest.publicKey().known().stream())
                .anyMatch(key -> facts.handshake(key).isPresent());
        return looked ? SiteState.Proof.VIEWER : SiteState.Proof.RELAY;
    }

    /** @throws IllegalArgumentException where the record does not fit the relay's tunnel */
    static SiteEntry entry(SiteOnRelay site, RelayFile file) {
        var cameras = new LinkedHashMap<String, Ipv4>();
        site.cameras().forEach(camera -> cameras.put(camera.name(), camera.address()));
        var number = (site.block().address().bits() - file.tunnel().address().bits()) / BLOCK;
        var entry = new SiteEntry(
                site.site(),
                file.name(),
                file.tunnel(),
                number,
                cameras,
                site.guests().stream().map(Recover::peer).toList(),
                site.published().stream()
                        .flatMap(port -> port(site, port).stream())
                        .toList(),
                site.routerKey().known());
        if (!file.tunnel().contains(site.block().address())
                || !entry.network().equals(site.block())
                || !entry.router().equals(site.router())) {
            throw new IllegalArgumentException(site.block() + " is no site's block in the tunnel " + file.tunnel());
        }
        return entry;
    }

    private static Optional<PublicPort> port(SiteOnRelay site, Published open) {
        return site.cameras().stream()
                .filter(camera -> camera.address().equals(open.camera()))
                .findFirst()
                .map(camera -> new PublicPort(camera.name(), service(open), open.port()));
    }

    /** An older program's record names none; the next apply corrects it where it is not the usual one of that port. */
    private static String service(Published open) {
        return open.service().orElseGet(() -> switch (open.cameraPort()) {
            case 554 -> "rtsp";
            case 80 -> "web";
            default -> "port-" + open.cameraPort();
        });
    }

    private static Peer peer(Guest guest) {
        return new Peer(
                guest.name(),
                Peer.Role.valueOf(guest.role().name()),
                guest.address(),
                guest.publicKey().known());
    }

    private static Found left(SiteOnRelay site, String because) {
        return new Found(site.site(), Kind.LEFT, because);
    }
}
