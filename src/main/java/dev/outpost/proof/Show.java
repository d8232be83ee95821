package dev.outpost.proof;

import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Login;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.State;
import dev.outpost.ledger.ToolKey;
import dev.outpost.ledger.Unit;
import dev.outpost.proof.ReportFolder.LastSeen;
import dev.outpost.proof.Snippets.Program;
import dev.outpost.proof.Snippets.ShownStream;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.CameraWish;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what to paste into other programs, from what this computer knows of a site; asks nobody, changes nothing. */
public final class Show {
    private static final int RTSP = 554;

    private final Site site;
    private final State state;
    private final SiteState own;
    private final Secrets secrets;
    private final TunnelPlan tunnel;

    /** @throws dev.outpost.step.ProblemException {@code WAY-NO-RELAY} or {@code SITE-NOT-APPLIED} */
    public Show(Site file, State state, Secrets secrets) {
        this.site = TunnelPlan.found(file, state.ledger());
        this.state = state;
        this.own = state.site(site.name());
        this.secrets = secrets;
        this.tunnel = SiteProof.way(site, state);
    }

    /**
     * A text to paste.
     *
     * @param files that it speaks of, and that hold secrets
     */
    public record Shown(String text, List<Path> files, List<ShownStream> streams) {
        public Shown {
            files = List.copyOf(files);
            streams = List.copyOf(streams);
        }
    }

    /** @param open whether passwords and keys stand in it: only for a file that nobody else may read */
    public Shown to(Program program, boolean open) {
        return switch (program) {
            case SSH -> new Shown(ssh(), List.of(), List.of());
            case WIREGUARD -> new Shown(wireGuard(open), confs(), List.of());
            case FRIGATE, GO2RTC, HOMEASSISTANT, VLC -> {
                var streams = site.cameras().stream()
                        .map(camera -> stream(camera, open))
                        .toList();
                yield new Shown(new Snippets(streams).of(program), List.of(), streams);
            }
        };
    }

    private ShownStream stream(CameraWish camera, boolean open) {
        var seen = Optional.ofNullable(new ReportFolder(own).seen().cameras().get(camera.name()));
        var host = tunnel.camera(camera.name()).toString();
        var usual = Paths.of(camera);
        var port = camera.port("rtsp", RTSP);
        var login = open ? login(camera) : Optional.<Login>empty();
        return new ShownStream(
                site.name(),
                camera.name(),
                host + (port == RTSP ? "" : ":" + port),
                seen.map(LastSeen.Camera::main).orElse(usual.main()),
                seen.map(LastSeen.Camera::small).orElse(usual.sub()),
                camera.username(),
                login.map(Login::password),
                seen.map(LastSeen.Camera::at).map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                seen.flatMap(LastSeen.Camera::stream).map(LastSeen.Stream::kilobits));
    }

    private Optional<Login> login(CameraWish camera) {
        return camera.username()
                .flatMap(user -> camera.password()
                        .map(source ->
                                new Login(user, secrets.read(source, "the password of camera " + camera.name()))));
    }

    /** The router's SSH through the relay's: who is a tunnel's admin needs no ProxyJump, but may keep it. */
    private String ssh() {
        var relay = site.access().relay().filter(_ -> !tunnel.isDirect());
        var text = new StringBuilder("# For ~/.ssh/config; " + Program.SSH.checked() + ".\n");
        own.unit()
                .map(Unit::hostKey)
                .ifPresent(key -> text.append("# the router's host key, to compare at first sight: ")
                        .append(key)
                        .append('\n'));
        text.append("Host ").append(own.site()).append("\n  HostName ").append(tunnel.router());
        text.append("\n  User root\n  HostKeyAlias outpost-").append(own.site());
        text.append('\n');
        relay.ifPresent(through ->
                text.append("  ProxyJump outpost-").append(through.name()).append('\n'));
        state.keyIfBorn().map(ToolKey::file).ifPresent(key -> text.append(identity(key)));
        relay.ifPresent(through -> text.append(jump(through)));
        return text.toString();
    }

    private static String jump(RelayFile relay) {
        return relay.hostKey().map(key -> "\n# the relay's host key: " + key).orElse("")
                + "\nHost outpost-%s\n  HostName %s\n  Port %d\n  User %s\n"
                        .formatted(relay.name(), relay.ssh().host(), relay.ssh().port(), relay.user())
                + relay.key().map(Show::identity).orElse("");
    }

    /** ssh_config(5): a percent sign is doubled, quotes hold blanks. */
    private static String identity(Path key) {
        return "  IdentityFile \"" + key.toAbsolutePath().toString().replace("%", "%%") + "\"\n  IdentitiesOnly yes\n";
    }

    /** The files of those viewers whose key was born here. */
    private List<Path> confs() {
        return guests().map(this::conf).filter(Files::exists).toList();
    }

    private Stream<Peer> guests() {
        return tunnel.given().peers().stream().filter(peer -> peer.role() != Peer.Role.VERIFIER);
    }

    private Path conf(Peer peer) {
        return own.viewers().resolve(peer.name() + ".conf");
    }

    /** @param open whether the one file that there is may be told itself */
    private String wireGuard(boolean open) {
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
                        .formatted(peer.name(), site.file(), peer.name());
    }

    /** Linux gives an interface's name fifteen characters. */
    private static String device(String name) {
        return name.length() > 15 ? name.substring(0, 15).replaceAll("-$", "") : name;
    }
}
