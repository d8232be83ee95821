package dev.outpost.camera;

import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sets up a camera of another maker, as far as ONVIF goes; the rest is said in words. */
record OnvifSetup(CameraPlace place, SetupWish wish, Narrator narrator) {

    List<CameraChange> run(CameraSetup.Vault vault) throws IOException {
        var login = new Login(
                wish.admin(),
                vault.admin()
                        .orElseThrow(() -> new ProblemException(
                                problems().adminUnknown(wish.byHand().at("first-password")))));
        List<CameraChange> changes;
        ByHand hand;
        try (var fetch = place.open(Optional.of(login))) {
            var onvif = new Onvif(fetch, Optional.of(login), place.clock().instant());
            changes = missing(fetch, onvif);
            hand = wish.byHand()
                    .or(said(fetch, onvif, "<tds:GetDeviceInformation/>").element("Manufacturer"));
            changes.forEach(narrator::planned);
            make(fetch, onvif, changes);
        }
        if (!changes.isEmpty()) {
            try (var fetch = place.open(Optional.of(login))) {
                var onvif = new Onvif(fetch, Optional.of(login), place.clock().instant());
                missing(fetch, onvif).stream().findFirst().ifPresent(still -> {
                    throw new ProblemException(problems().notStayed(still));
                });
            }
            narrator.done(
                    "camera " + wish.camera() + " is set up by ONVIF: " + changes.size() + " changes, each read back");
        }
        if (!place.host().equals(wish.address().toString())) {
            narrator.asks("give camera " + wish.camera() + " the address " + wish.address() + " on http://"
                    + place.host() + "/" + hand.at("address") + ": ONVIF alone does not move it safely");
        }
        narrator.warned("the small stream of camera " + wish.camera()
                + " was not looked at: H.264, 640 × 360, 6 frames a second and 256 kbit/s fit a mobile line; http://"
                + place.host() + "/" + hand.at("stream"));
        return changes;
    }

    private SetupProblems problems() {
        return new SetupProblems(place.camera(), place.host());
    }

    private List<CameraChange> missing(Fetch fetch, Onvif onvif) throws IOException {
        var clock = onvif.clock().orElseThrow(() -> new IOException("it does not say what time it is"));
        Instant says = onvif.now();
        return new OnvifPlan(
                        clock,
                        says,
                        said(fetch, onvif, "<tds:GetNTP/>"),
                        said(fetch, onvif, "<tds:GetNetworkDefaultGateway/>"),
                        said(fetch, onvif, "<tds:GetUsers/>"))
                .changes(wish, place.clock().instant());
    }

    private Xml said(Fetch fetch, Onvif onvif, String operation) throws IOException {
        var answer = checked(fetch, onvif.ask(operation));
        return answer.status() == 200 ? Xml.of(answer.body()) : new Xml("");
    }

    private Reply checked(Fetch fetch, Reply reply) {
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

    private void make(Fetch fetch, Onvif onvif, List<CameraChange> changes) throws IOException {
        for (var change : changes) {
            for (var stroke : change.strokes()) {
                if (stroke instanceof CameraStroke.Operation operation) {
                    onvif.clock(); // what it takes a token by may just have been set
                    var reply = checked(fetch, onvif.ask(operation.whole()));
                    if (reply.status() != 200) {
                        throw new ProblemException(problems().refused(change, reply));
                    }
                }
            }
            narrator.partDone("camera " + place.camera() + ": " + change.words());
        }
    }
}
