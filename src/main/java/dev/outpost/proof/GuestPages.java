package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.outpost.camera.CameraTarget;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ViewerConf;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What those are handed who look at a site. */
public final class GuestPages {
    private final SiteState state;
    private final GuestKeys keys;
    private final SiteProver prover;
    private final RecordingNarrator narrator;

    public GuestPages(SiteState state, Secrets secrets, Clock clock, RecordingNarrator narrator) {
        this.state = state;
        this.keys = new GuestKeys(state);
        this.prover = new SiteProver(secrets, state, clock, narrator);
        this.narrator = narrator;
    }

    public boolean has(String guest) {
        return Files.exists(page(guest));
    }

    private Path page(String guest) {
        return state.viewers().resolve(guest + ".html");
    }

    /**
     * A page shows how each camera is looked at.
     *
     * @throws dev.outpost.step.ProblemException {@code SECRET-MISSING} before anything is changed
     */
    public void refuseWithoutSecrets(Site site) {
        site.cameras().forEach(camera -> prover.logins().target(camera, camera.address()));
    }

    /** All of them, where they differ; those that were written are named. */
    public void handOut(Site site, TunnelPlan tunnel, TunnelKey relayKey) {
        write(tunnel, relayKey.text(), targets(site, tunnel))
                .forEach(page -> narrator.kept("SECRET page, for one person alone", page.toString()));
    }

    /** Whether what was handed out leads elsewhere than viewers shall dial now. */
    public boolean leadElsewhere(TunnelPlan tunnel) {
        return tunnel.given().peers().stream()
                .flatMap(peer -> PrivateFiles.read(state.viewers().resolve(peer.name() + ".conf")).stream())
                .anyMatch(conf -> conf.lines().noneMatch(("Endpoint = " + tunnel.endpoint())::equals));
    }

    /** Writes them where they differ, and names the guest's own. */
    public void write(Site site, TunnelPlan tunnel, RelayFacts relay, String guest) {
        write(tunnel, relay.publicKey().orElseThrow(), targets(site, tunnel));
        if (has(guest)) {
            narrator.fact("page", page(guest).toString());
            narrator.done("SECRET page, for one person alone: " + page(guest));
        } else {
            narrator.warned("the key of " + guest
                    + " was made on another computer: its page is there; a new key: outpost viewer" + " reissue "
                    + site.file() + " " + guest);
        }
    }

    private List<CameraTarget> targets(Site site, TunnelPlan tunnel) {
        return site.cameras().stream()
                .map(camera -> prover.logins().target(camera, tunnel.camera(camera.name())))
                .toList();
    }

    /**
     * Writes what each guest whose key was born on this laptop is handed: a page for people, the tunnel's file for programs; 0600, and only where it
     * differs.
     *
     * @param relayKey the relay's public key
     * @return the pages that were written now
     */
    private List<Path> write(TunnelPlan tunnel, String relayKey, List<CameraTarget> cameras) {
        var written = new ArrayList<Path>();
        for (var peer : tunnel.given().peers()) {
            keys.privateKey(peer.name()).ifPresent(key -> {
                var conf = new ViewerConf(tunnel, peer, key, relayKey);
                put(state.viewers().resolve(peer.name() + ".conf"), conf.text().reveal());
                var page = page(peer.name());
                if (peer.role() != Peer.Role.VERIFIER && put(page, new ViewerPage(conf, cameras).html())) {
                    written.add(page);
                }
            });
        }
        return written;
    }

    private static boolean put(Path file, String text) {
        if (PrivateFiles.read(file).equals(Optional.of(text))) {
            return false;
        }
        PrivateFiles.write(file, text);
        return true;
    }

    /** What one viewer is handed: a page that lets its holder look. It is a secret, and says so. */
    public record ViewerPage(ViewerConf conf, List<CameraTarget> cameras) {
        /** Modules of white around the code that scanners need (ISO/IEC 18004). */
        private static final int QUIET = 4;

        public ViewerPage {
            cameras = List.copyOf(cameras);
        }

        /** The page, private key included. */
        public String html() {
            var who = conf.peer().name();
            var site = conf.tunnel().site();
            var secret = conf.text().reveal();
            var body = Html.part(
                    "viewer",
                    text(who),
                    text(site),
                    svg(secret),
                    text(who),
                    Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                    text(who),
                    cameras.stream().map(ViewerPage::links).collect(Collectors.joining()),
                    text(secret));
            return Html.page("SECRET for " + who + ": " + site, body);
        }

        private static String links(CameraTarget camera) {
            return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(text(camera.name()), Html.links(camera));
        }

        /** A QR code as inline SVG: one path, always dark on white, whatever the page's colours. */
        private static String svg(String text) {
            try {
                var matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
                int size = matrix.getWidth() + 2 * QUIET;
                return ("<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"QR code with the tunnel\" "
                                + "shape-rendering=\"crispEdges\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
                                + "<path fill=\"#000\" d=\"%s\"/></svg>")
                        .formatted(size, size, size, size, path(matrix));
            } catch (WriterException tooLong) {
                throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", tooLong);
            }
        }

        private static String path(ByteMatrix matrix) {
            var path = new StringBuilder();
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    int run = 0;
                    while (x + run < matrix.getWidth() && matrix.get(x + run, y) == 1) {
                        run++;
                    }
                    if (run > 0) {
                        path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                        path.append('h').append(run).append("v1h-").append(run).append('z');
                        x += run;
                    }
                }
            }
            return path.toString();
        }
    }
}
