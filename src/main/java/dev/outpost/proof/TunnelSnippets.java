package dev.outpost.proof;

import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.Unit;
import dev.outpost.proof.Snippets.Program;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.RelayFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to paste where a site's tunnel and its router's SSH shall be known.
 *
 * @param file the site's
 * @param toolKey the key that routers know the tool by, where it is born
 * @param relay whose SSH leads to the router; absent: who is an admin of the tunnel reaches it there
 */
record TunnelSnippets(
        Path file, SiteState state, Optional<Path> toolKey, Optional<RelayFile> relay, TunnelPlan tunnel) {

    /** The router's SSH through the relay's: who is a tunnel's admin needs no ProxyJump, but may keep it. */
    String ssh() {
        var text = new StringBuilder("# For ~/.ssh/config; " + Program.SSH.checked() + ".\n");
        state.unit()
                .map(Unit::hostKey)
                .ifPresent(key -> text.append("# the router's host key, to compare at first sight: ")
                        .append(key)
                        .append('\n'));
        text.append("Host ").append(state.site()).append("\n  HostName ").append(tunnel.router());
        text.append("\n  User root\n  HostKeyAlias outpost-").append(state.site());
        text.append('\n');
        relay.ifPresent(through ->
                text.append("  ProxyJump outpost-").append(through.name()).append('\n'));
        toolKey.ifPresent(key -> text.append(identity(key)));
        relay.ifPresent(through -> text.append(jump(through)));
        return text.toString();
    }

    private static String jump(RelayFile relay) {
        return relay.hostKey().map(key -> "\n# the relay's host key: " + key).orElse("")
                + "\nHost outpost-%s\n  HostName %s\n  Port %d\n  User %s\n"
                        .formatted(relay.name(), relay.ssh().host(), relay.ssh().port(), relay.user())
                + relay.key().map(TunnelSnippets::identity).orElse("");
    }

    /** ssh_config(5): a percent sign is doubled, quotes hold blanks. */
    private static String identity(Path key) {
        return "  IdentityFile \"" + key.toAbsolutePath().toString().replace("%", "%%") + "\"\n  IdentitiesOnly yes\n";
    }

    /** The files of those viewers whose key was born here. */
    List<Path> confs() {
        return guests().map(this::conf).filter(Files::exists).toList();
    }

    private Stream<Peer> guests() {
        return tunnel.given().peers().stream().filter(peer -> peer.role() != Peer.Role.VERIFIER);
    }

    private Path conf(Peer peer) {
        return state.viewers().resolve(peer.name() + ".conf");
    }

    /** @param open whether the one file that there is may be told itself */
    String wireGuard(boolean open) {
        if (open && confs().size() == 1) {
            return PrivateFiles.read(confs().getFirst()).orElseThrow();
        }
        return "# For WireGuard; " + Program.WIREGUARD.checked() + "; each file holds its viewer's private key.\n"
                + guests().map(this::taken).collect(Collectors.joining());
    }

    private String taken(Peer peer) {
        var conf = conf(peer);
        return Files.exists(conf)
                ? "# %s: %s in the tunnel\nsudo install -m 600 \"%s\" /etc/wireguard/%s.conf && sudo wg-quick up %s\n"
                        .formatted(peer.name(), peer.address(), conf, device(peer.name()), device(peer.name()))
                : "# %s: its key was not born here; a new one: outpost viewer reissue %s %s\n"
                        .formatted(peer.name(), file, peer.name());
    }

    /** Linux gives an interface's name fifteen characters. */
    private static String device(String name) {
        return name.length() > 15 ? name.substring(0, 15).replaceAll("-$", "") : name;
    }
}
