package dev.outpost.proof;

import static dev.outpost.proof.Html.text;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.outpost.camera.CameraTarget;
import dev.outpost.reach.ViewerConf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

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
