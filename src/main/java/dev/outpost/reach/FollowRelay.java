package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.relay.RelaySetup;
import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;

/**
 * The tunnel follows a relay that is dialled by a name: the kernel keeps the address that the name had when the interface came up, so once a minute
 * wireguard-tools' own {@code wireguard_watchdog} asks again where the last handshake is older than 150 s.
 */
public record FollowRelay() implements Step<RouterFacts> {
    private static final List<OwnFile> FILES = List.of(OwnFile.script(
            "/etc/init.d/outpost-follow",
            "follow-init",
            "asks for the relay's name again where the tunnel falls silent"));

    /** Empty for a relay with an address: there is nothing to be asked again. */
    public static Optional<FollowRelay> of(RelaySetup relay) {
        return Ipv4.parse(relay.publicAddress()).isPresent() ? Optional.empty() : Optional.of(new FollowRelay());
    }

    @Override
    public String title() {
        return "the tunnel follows the relay's name";
    }

    @Override
    public Finding check(RouterFacts router) {
        return new PutFiles(title(), FILES).check(router);
    }
}
