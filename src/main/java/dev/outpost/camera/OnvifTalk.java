package dev.outpost.camera;

import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** ONVIF's device service, as its administrator. */
final class OnvifTalk implements CameraSetup.Talk {
    private final CameraPlace place;
    private final SetupWish wish;
    private final Fetch fetch;
    private final Onvif onvif;

    OnvifTalk(CameraPlace place, SetupWish wish, Fetch fetch, Login login) {
        this.place = place;
        this.wish = wish;
        this.fetch = fetch;
        this.onvif = new Onvif(fetch, Optional.of(login), place.clock().instant());
    }

    @Override
    public List<CameraChange> missing() throws IOException {
        var clock = onvif.clock().orElseThrow(() -> new IOException("it does not say what time it is"));
        var says = onvif.now();
        return new OnvifPlan(
                        clock,
                        says,
                        said("<tds:GetNTP/>"),
                        said("<tds:GetNetworkDefaultGateway/>"),
                        said("<tds:GetUsers/>"))
                .changes(wish, place.clock().instant());
    }

    @Override
    public Reply say(CameraChange.Stroke stroke) throws IOException {
        onvif.clock(); // what it takes a token by may just have been set
        return checked(onvif.ask(stroke.whole()));
    }

    @Override
    public Optional<String> maker() throws IOException {
        return said("<tds:GetDeviceInformation/>").element("Manufacturer");
    }

    private Xml said(String operation) throws IOException {
        var answer = checked(onvif.ask(operation));
        return answer.status() == 200 ? Xml.of(answer.body()) : new Xml("");
    }

    private Reply checked(Reply reply) {
        place.let(fetch, reply);
        if (Onvif.isRefused(reply)) {
            place.budget().failed(place.camera());
            throw new ProblemException(place.problems()
                    .refused(
                            new LoginRefusal.Wrong(Optional.empty()),
                            place.clock().instant()));
        }
        return reply;
    }
}
