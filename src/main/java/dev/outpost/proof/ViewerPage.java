package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraTarget;
import dev.outpost.reach.ViewerConf;
import java.util.List;
import java.util.stream.Collectors;

/** What one viewer is handed: a page that lets its holder look. It is a secret, and says so. */
public record ViewerPage(ViewerConf conf, List<CameraTarget> cameras) {
    public ViewerPage {
        cameras = List.copyOf(cameras);
    }

    /** The page, private key included. */
    public String html() {
        var who = conf.peer().name();
        var site = conf.tunnel().site();
        var secret = conf.text().reveal();
        var body = """
                <main class="viewer">
                <header class="bad">
                <p class="mark">Outpost <span>SECRET</span></p>
                <h1>%s looks at %s</h1>
                <p class="sub">Whoever holds this page can look. Give it to one person, on paper or by hand, then destroy it.</p>
                </header>
                <section class="scan">
                %s
                <ol class="steps">
                <li>Install the app <strong>WireGuard</strong> on the phone or computer.</li>
                <li>In it: add a tunnel, scan this code. Switch the tunnel on.</li>
                <li>Open a link below, for instance in <strong>VLC</strong>. The camera asks for its own name and password.</li>
                </ol>
                </section>
                %s<section>
                <h2>Without a camera to scan with</h2>
                <pre>%s</pre>
                </section>
                </main>
                """.formatted(
                        text(who),
                        text(site),
                        QrCode.svg(secret),
                        cameras.stream().map(ViewerPage::links).collect(Collectors.joining()),
                        text(secret));
        return Html.page("SECRET: " + who + " looks at " + site, body);
    }

    private static String links(CameraTarget camera) {
        return """
                <section>
                <h2>%s <small>%s</small></h2>
                <dl class="links">
                <dt>Phone, small stream</dt><dd><code>%s</code></dd>
                <dt>VLC or recorder</dt><dd><code>%s</code></dd>
                <dt>The camera&#39;s own pages</dt><dd><code>%s</code></dd>
                </dl>
                </section>
                """.formatted(
                        text(camera.name()),
                        text(camera.host()),
                        text(camera.rtspSmall()),
                        text(camera.rtsp()),
                        text(camera.web()));
    }
}
