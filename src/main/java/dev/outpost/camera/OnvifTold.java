package dev.outpost.camera;

import dev.outpost.camera.CameraTarget.Paths;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a camera tells by ONVIF of itself, its streams and its picture. Of each address that it names the path alone is taken: it leads to no other host. */
final class OnvifTold {
    private static final String MEDIA = " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\"";

    /** What it names is shown to people, and written into other programs' files: of RFC 3986 what means nothing there. */
    private static final Pattern PLACE =
            Pattern.compile("[A-Za-z]{3,8}://[^/?\\s]{1,300}(/[A-Za-z0-9._~&=+,:@/?%-]{1,300})");

    private final Fetch fetch;
    private final CameraTarget camera;
    private final LoginBudget budget;
    private final Onvif onvif;

    OnvifTold(Fetch fetch, CameraTarget camera, LoginBudget budget) {
        this.fetch = fetch;
        this.camera = camera;
        this.budget = budget;
        this.onvif = new Onvif(fetch, camera.login(), budget.now());
    }

    /** Where its streams and its picture are; what it does not tell stays as it was. Empty where it tells nothing. */
    Optional<Paths> paths() throws IOException {
        if (!speaks()) {
            return Optional.empty();
        }
        var media = said(Onvif.PATH, "<tds:GetCapabilities><tds:Category>Media</tds:Category></tds:GetCapabilities>")
                .part("Media")
                .flatMap(part -> part.element("XAddr"))
                .flatMap(OnvifTold::path)
                .orElse(Onvif.PATH);
        var profiles = said(media, "<trt:GetProfiles" + MEDIA + "/>").attributes("Profiles", "token");
        if (profiles.isEmpty()) {
            return Optional.empty();
        }
        var known = camera.paths();
        var main = stream(media, profiles.getFirst());
        var small = profiles.size() > 1 ? stream(media, profiles.get(1)) : main;
        var picture =
                uri(media, "<trt:GetSnapshotUri" + MEDIA + ">" + token(profiles.getFirst()) + "</trt:GetSnapshotUri>");
        return Optional.of(new Paths(
                main.orElse(known.main()),
                small.or(() -> main).orElse(known.sub()),
                picture.orElse(known.snapshot()),
                known.about(),
                known.time()));
    }

    /** What runs on it. */
    Firmware.Answer firmware() throws IOException {
        return speaks()
                ? Firmware.Answer.of(said(Onvif.PATH, "<tds:GetDeviceInformation/>"))
                : new Firmware.Answer.Unknown("it answers neither ISAPI nor ONVIF");
    }

    private boolean speaks() throws IOException {
        return camera.login().isPresent() && onvif.clock().isPresent();
    }

    private Optional<String> stream(String media, String profile) throws IOException {
        return uri(
                media,
                "<trt:GetStreamUri" + MEDIA
                        + "><trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP"
                        + "</tt:Protocol></tt:Transport></trt:StreamSetup>" + token(profile) + "</trt:GetStreamUri>");
    }

    private Optional<String> uri(String media, String operation) throws IOException {
        return said(media, operation).element("Uri").flatMap(OnvifTold::path);
    }

    private static String token(String profile) {
        return "<trt:ProfileToken>" + Xml.escaped(profile) + "</trt:ProfileToken>";
    }

    static Optional<String> path(String address) {
        var match = PLACE.matcher(address);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /** Once nobody was let in, nothing more is offered in this run. */
    private Xml said(String path, String operation) throws IOException {
        if (!budget.allows(camera.name())) {
            return new Xml("");
        }
        var reply = onvif.ask(path, operation);
        budget.note(camera.name(), fetch.session());
        if (Onvif.isRefused(reply)) {
            budget.failed(camera.name());
        }
        return reply.status() == 200 ? Xml.of(reply.body()) : new Xml("");
    }
}
