package dev.outpost.proof;

import dev.outpost.camera.CameraTarget;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerConf;
import dev.outpost.shell.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes what each guest is handed: a page for people, the tunnel's file for programs; 0600, and only where it differs. */
public final class ViewerPages {
    private final SiteState state;
    private final Function<String, Optional<Secret>> privateKey;

    /** @param privateKey of a guest by name, where it was born on this laptop */
    public ViewerPages(SiteState state, Function<String, Optional<Secret>> privateKey) {
        this.state = state;
        this.privateKey = privateKey;
    }

    /**
     * Writes the pages of the guests whose key was born on this laptop.
     *
     * @param relayKey the relay's public key
     * @return the pages that were written now
     */
    public List<Path> write(TunnelPlan tunnel, String relayKey, List<CameraTarget> cameras) {
        var written = new ArrayList<Path>();
        for (var peer : tunnel.given().peers()) {
            privateKey.apply(peer.name()).ifPresent(key -> {
                var conf = new ViewerConf(tunnel, peer, key, relayKey);
                put(state.viewers().resolve(peer.name() + ".conf"), conf.text().reveal());
                var page = state.viewers().resolve(peer.name() + ".html");
                if (peer.role() != Peer.Role.VERIFIER && put(page, new ViewerPage(conf, cameras).html())) {
                    written.add(page);
                }
            });
        }
        return written;
    }

    /** Whether what was handed out leads elsewhere than viewers shall dial now. */
    public boolean leadElsewhere(TunnelPlan tunnel) {
        return tunnel.given().peers().stream()
                .flatMap(peer -> PrivateFiles.read(state.viewers().resolve(peer.name() + ".conf")).stream())
                .anyMatch(conf -> conf.lines().noneMatch(("Endpoint = " + tunnel.endpoint())::equals));
    }

    private static boolean put(Path file, String text) {
        if (PrivateFiles.read(file).equals(Optional.of(text))) {
            return false;
        }
        PrivateFiles.write(file, text);
        return true;
    }
}
