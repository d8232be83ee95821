package dev.outpost.proof;

import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Login;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.State;
import dev.outpost.ledger.ToolKey;
import dev.outpost.ledger.Unit;
import dev.outpost.proof.Snippets.Program;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.CameraWish;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what to paste into other programs, from what this computer knows of a site; asks nobody, changes nothing. */
public final class Show {
    private static final int RTSP = 554;

    private final Site site;
    private final State state;
    private final Secrets secrets;
    private final RelayFile relay;
    private final TunnelPlan tunnel;

    /** @throws ProblemException {@code WAY-NO-RELAY} or {@code SITE-NOT-APPLIED} */
    public Show(Site site, State state, Secrets secrets) {
        this.site = site;
        this.state = state;
        this.secrets = secrets;
        this.relay = site.access().relay().orElseThrow(() -> new ProblemException(Verify.noRelay(site)));
        this.tunnel = TunnelPlan.known(site, relay, state.ledger())
                .orElseThrow(() -> new ProblemException(Verify.neverApplied(site)));
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
            case WIREGUARD -> wireGuard(open);
            case FRIGATE, GO2RTC, HOMEASSISTANT, VLC -> {
                var streams = site.cameras().stream()
                        .map(camera -> stream(camera, open))
                        .toList();
                yield new Shown(new Snippets(streams).of(program), List.of(), streams);
            }
        };
    }

    private ShownStream stream(CameraWish camera, boolean open) {
        var seen = Optional.ofNullable(
                new ReportFolder(state.site(site.name())).seen().cameras().get(camera.name()));
        var host = tunnel.camera(camera.name()).toString();
        var usual = Paths.HIKVISION;
        var port = camera.services().stream()
                .filter(service -> service.name().equals("rtsp"))
                .map(CameraWish.Service::port)
                .findFirst()
                .orElse(RTSP);
        var login = open ? login(camera) : Optional.<Login>empty();
        return new ShownStream(
                site.name(),
                camera.name(),
                host + (port == RTSP ? "" : ":" + port),
                seen.map(LastSeen.Camera::main).orElse(usual.main()),
                seen.map(LastSeen.Camera::small).orElse(usual.sub()),
                camera.username(),
                login.map(Login::password),
                seen.map(LastSeen.Camera::at),
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
        var text = new StringBuilder("# For ~/.ssh/config; " + Program.SSH.checked() + ".\n");
        state.site(site.name())
                .unit()
                .map(Unit::hostKey)
                .ifPresent(key -> text.append("# the router's host key, to compare at first sight: ")
                        .append(key)
                        .append('\n'));
        text.append("Host ").append(site.name()).append("\n  HostName ").append(tunnel.router());
        text.append("\n  User root\n  HostKeyAlias outpost-").append(site.name());
        text.append("\n  ProxyJump outpost-").append(relay.name()).append('\n');
        state.keyIfBorn().map(ToolKey::file).ifPresent(key -> text.append(identity(key)));
        relay.hostKey()
                .ifPresent(key -> text.append("\n# the relay's host key: ").append(key));
        text.append("\nHost outpost-")
                .append(relay.name())
                .append("\n  HostName ")
                .append(relay.ssh().host());
        text.append("\n  Port ")
                .append(relay.ssh().port())
                .append("\n  User ")
                .append(relay.user())
                .append('\n');
        relay.key().ifPresent(key -> text.append(identity(key)));
        return text.toString();
    }

    /** ssh_config(5): a percent sign is doubled, quotes hold blanks. */
    private static String identity(Path key) {
        return "  IdentityFile \"" + key.toAbsolutePath().toString().replace("%", "%%") + "\"\n  IdentitiesOnly yes\n";
    }

    private Shown wireGuard(boolean open) {
        var files = new ArrayList<Path>();
        var text =
                new StringBuilder("# " + Program.WIREGUARD.checked() + "; each file holds its viewer's private key.\n");
        for (var peer : tunnel.given().peers()) {
            var conf = state.site(site.name()).viewers().resolve(peer.name() + ".conf");
            if (peer.role() == Peer.Role.VERIFIER) {
                continue;
            }
            if (Files.exists(conf)) {
                files.add(conf);
                text.append("# ")
                        .append(peer.name())
                        .append(": ")
                        .append(peer.address())
                        .append(" in the tunnel\n");
                text.append("sudo install -m 600 \"").append(conf).append("\" /etc/wireguard/");
                text.append(device(peer.name()))
                        .append(".conf && sudo wg-quick up ")
                        .append(device(peer.name()))
                        .append('\n');
            } else {
                text.append("# ")
                        .append(peer.name())
                        .append(": its key was not born here; a new one: outpost viewer reissue ")
                        .append(site.file())
                        .append(' ')
                        .append(peer.name())
                        .append('\n');
            }
        }
        return new Shown(open && files.size() == 1 ? conf(files.getFirst()) : text.toString(), files, List.of());
    }

    private static String conf(Path file) {
        return PrivateFiles.read(file).orElseThrow();
    }

    /** Linux gives an interface's name fifteen characters. */
    private static String device(String name) {
        return name.length() > 15 ? name.substring(0, 15).replaceAll("-$", "") : name;
    }
}
