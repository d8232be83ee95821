package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import dev.outpost.camera.CameraTarget;
import dev.outpost.reach.ViewerConf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
        var body = Html.part(
                "viewer",
                text(who),
                text(site),
                QrCode.svg(secret),
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
}
