package dev.outpost.workflow;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.PublicPort;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.WireGuardKey;
import dev.outpost.relay.RelaySetup;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.shell.Secret;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a site file and the ledger into the tunnel that both ends shall agree on. */
public final class TunnelMaking {
    /** The proof's own peer in each site. */
    public static final String PROOF = "outpost-proof";

    private final Ledger ledger;
    private final SiteState state;

    public TunnelMaking(Ledger ledger, SiteState state) {
        this.ledger = ledger;
        this.state = state;
    }

    /** Allocates what is not allocated yet, with a key for every guest; asking again gives the same. */
    public TunnelPlan make(Site site, RelayFile relay) {
        var names = site.cameras().stream().map(CameraWish::name).toList();
        ledger.site(site.name(), relay.name(), relay.tunnel(), names);
        site.viewers().forEach(name -> guest(site.name(), name, Peer.Role.VIEWER));
        site.admins().forEach(name -> guest(site.name(), name, Peer.Role.ADMIN));
        guest(site.name(), PROOF, Peer.Role.VERIFIER);
        site.cameras().forEach(camera -> claim(site, camera));
        return plan(site, relay);
    }

    /**
     * What {@link #make} would agree on now, without the guests that nobody has a key for yet; allocates nothing.
     *
     * @throws dev.outpost.step.ProblemException {@code LEDGER-FULL} or {@code PORT-TAKEN}, as making it would
     */
    public TunnelPlan propose(Site site, RelayFile relay) {
        var names = site.cameras().stream().map(CameraWish::name).toList();
        var entry = ledger.propose(site.name(), relay.name(), relay.tunnel(), names);
        site.cameras().stream()
                .filter(camera -> camera.exposure() instanceof Exposure.Public)
                .forEach(camera -> ledger.mayHave(entry, port(camera, (Exposure.Public) camera.exposure())));
        return plan(site, relay, entry);
    }

    private static PublicPort port(CameraWish camera, Exposure.Public open) {
        return new PublicPort(camera.name(), open.service(), open.port());
    }

    /** What the ledger holds of the site already; allocates nothing. Empty while the site was never planned. */
    public Optional<TunnelPlan> known(Site site, RelayFile relay) {
        return ledger.find(site.name())
                .filter(entry -> site.cameras().stream()
                        .allMatch(camera -> entry.cameras().containsKey(camera.name())))
                .map(_ -> plan(site, relay));
    }

    private TunnelPlan plan(Site site, RelayFile relay) {
        return plan(site, relay, ledger.find(site.name()).orElseThrow());
    }

    private static TunnelPlan plan(Site site, RelayFile relay, SiteEntry entry) {
        var wanted = Stream.of(site.viewers(), site.admins(), List.of(PROOF))
                .flatMap(List::stream)
                .toList();
        var present = new SiteEntry(
                entry.site(),
                entry.relay(),
                entry.tunnel(),
                entry.number(),
                entry.cameras(),
                entry.peers().stream()
                        .filter(peer -> wanted.contains(peer.name()))
                        .toList(),
                entry.ports(),
                entry.routerKey());
        var onLan = new LinkedHashMap<String, Ipv4>();
        site.cameras().forEach(camera -> onLan.put(camera.name(), camera.address()));
        var published = site.cameras().stream()
                .flatMap(camera -> published(camera, entry.camera(camera.name())))
                .toList();
        return new TunnelPlan(setup(relay), present, onLan, published);
    }

    /** The relay's file as what a server shall become. */
    public static RelaySetup setup(RelayFile relay) {
        return new RelaySetup(relay.publicAddress(), relay.listen(), relay.tunnel());
    }

    /** The private key of a guest, where it was born on this laptop. */
    public Optional<Secret> privateKey(String guest) {
        return PrivateFiles.read(keyFile(guest))
                .map(text -> Secret.of(text.lines().findFirst().orElse("")));
    }

    /** A key is on the disk before anybody hears of it: a run that dies in between finds it again. */
    private void guest(String site, String name, Peer.Role role) {
        if (ledger.peer(site, name, role).publicKey().isPresent()) {
            return;
        }
        var file = keyFile(name);
        var kept = PrivateFiles.read(file).map(text -> text.lines().toList());
        if (kept.isPresent() && kept.get().size() == 2) {
            ledger.peerKey(site, name, kept.get().getLast());
            return;
        }
        var key = WireGuardKey.born();
        PrivateFiles.write(file, key.privateKey().reveal() + "\n" + key.publicKey() + "\n");
        ledger.peerKey(site, name, key.publicKey());
    }

    private Path keyFile(String guest) {
        return state.viewers().resolve(guest + ".key");
    }

    private void claim(Site site, CameraWish camera) {
        if (camera.exposure() instanceof Exposure.Public open) {
            ledger.publicPort(site.name(), camera.name(), open.service(), open.port());
        }
    }

    private static Stream<Published> published(CameraWish camera, Ipv4 address) {
        return camera.exposure() instanceof Exposure.Public open
                ? Stream.of(new Published(open.port(), address, port(camera, open.service()), open.allow()))
                : Stream.empty();
    }

    private static int port(CameraWish camera, String service) {
        return camera.services().stream()
                .filter(offered -> offered.name().equals(service))
                .findFirst()
                .orElseThrow()
                .port();
    }
}
