package dev.outpost.camera;

import dev.outpost.camera.IsapiFacts.Part;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets up a Hikvision by its own pages for programs: looks, shows each change, makes it, looks again. */
record IsapiSetup(CameraPlace place, SetupWish wish, Narrator narrator) {
    /** The one that may be refused without harm: the stream then costs more of the line. */
    private static final String SMALL_STREAM = "small-stream";

    List<CameraChange> run(CameraSetup.Vault vault) throws IOException {
        var login = new Login(
                wish.admin(),
                vault.admin().orElseThrow(() -> new ProblemException(problems().adminUnknown(""))));
        List<CameraChange> changes;
        Set<String> refused;
        try (var fetch = place.open(Optional.of(login))) {
            changes = new SetupPlan(wish, facts(fetch), place.clock().instant()).changes();
            changes.forEach(narrator::planned);
            refused = made(fetch, changes);
        }
        if (!changes.isEmpty()) {
            lookAgain(login, changes, refused);
        }
        return changes;
    }

    private IsapiFacts facts(Fetch fetch) throws IOException {
        var documents = new EnumMap<Part, Xml>(Part.class);
        place.let(fetch, fetch.get(CameraTarget.Paths.HIKVISION.about()));
        for (var part : Part.values()) {
            var reply = place.let(fetch, fetch.get(part.path()));
            if (reply.status() == 200) {
                documents.put(part, Xml.of(reply.body()));
            }
        }
        return new IsapiFacts(documents);
    }

    private Set<String> made(Fetch fetch, List<CameraChange> changes) throws IOException {
        var refused = new LinkedHashSet<String>();
        for (var change : changes) {
            for (var stroke : change.strokes()) {
                if (stroke instanceof CameraStroke.Call call) {
                    var reply = place.let(
                            fetch,
                            fetch.send(
                                    call.method(),
                                    call.path(),
                                    call.body().isEmpty() ? "" : "application/xml",
                                    call.whole()));
                    took(change, reply, refused);
                }
            }
            if (!refused.contains(change.kind())) {
                narrator.partDone("camera " + place.camera() + ": " + change.words());
            }
        }
        return refused;
    }

    private SetupProblems problems() {
        return new SetupProblems(place.camera(), place.host());
    }

    private void took(CameraChange change, Reply reply, Set<String> refused) {
        if (reply.status() == 200) {
            return;
        }
        var problem = problems().refused(change, reply);
        if (!change.kind().equals(SMALL_STREAM)) {
            throw new ProblemException(problem);
        }
        refused.add(change.kind());
        narrator.warned(problem.what() + " (" + problem.because() + "); " + problem.next());
    }

    private void lookAgain(Login login, List<CameraChange> made, Set<String> refused) throws IOException {
        var now = made.stream().anyMatch(CameraChange::restarts) ? restarted() : this;
        try (var fetch = now.place.open(Optional.of(login))) {
            for (var still : new SetupPlan(wish, now.facts(fetch), place.clock().instant()).changes()) {
                if (!refused.contains(still.kind())) {
                    throw new ProblemException(now.problems().notStayed(still));
                }
            }
        }
        narrator.done("camera " + wish.camera() + " is set up: " + made.size() + " changes, each read back");
    }

    private IsapiSetup restarted() {
        var there = new IsapiSetup(place.at(wish.address().toString()), wish, narrator);
        narrator.doing("waiting for camera " + wish.camera() + " to restart at " + wish.address());
        if (!there.place.isBack()) {
            throw new ProblemException(there.problems().notBack());
        }
        return there;
    }
}
