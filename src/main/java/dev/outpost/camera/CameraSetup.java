package dev.outpost.camera;

import dev.outpost.camera.IsapiFacts.Part;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a camera fit for its site: looks, shows each change, makes it, looks again. A camera that is as it should be is not written to. */
public final class CameraSetup {
    /** The one that may be refused without harm: the stream then costs more of the line. */
    private static final String SMALL_STREAM = "small-stream";

    private final Vantage from;
    private final LoginBudget budget;
    private final Ticker ticker;
    private final Clock clock;
    private final Narrator narrator;

    public CameraSetup(Vantage from, LoginBudget budget, Ticker ticker, Clock clock, Narrator narrator) {
        this.from = from;
        this.budget = budget;
        this.ticker = ticker;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** Where the administrator's password is kept. */
    public interface Vault {
        Optional<Secret> admin();

        /** Made where there is none, and on the disk before anybody else hears of it. */
        Secret adminOrNew();
    }

    /**
     * Sets one camera up.
     *
     * @param at where it answers now
     * @return what was changed
     * @throws ProblemException {@code CAM-ADMIN-UNKNOWN}, {@code CAM-NOT-ACTIVATED}, {@code CAM-SETUP-REFUSED}, and those of a login
     */
    public List<CameraChange> run(SetupWish wish, Ipv4 at, int webPort, Vault vault) {
        var place = new CameraPlace(from, wish.camera(), at.toString(), webPort, budget, ticker, clock);
        try {
            return switch (SetupLook.of(place)) {
                case SetupLook.Fresh(var form) -> activated(place, wish, form, vault);
                case SetupLook.Hikvision() -> isapi(place, wish, vault);
                case SetupLook.Other() -> new OnvifSetup(place, wish, narrator).run(vault);
                case SetupLook.Unknown() ->
                    throw new ProblemException(problems(place)
                            .unknownKind("see what "
                                    + place.target(Optional.empty()).web() + " shows, and switch ONVIF on"
                                    + wish.byHand().at("onvif")));
            };
        } catch (IOException broken) {
            throw new ProblemException(problems(place).broken(broken));
        }
    }

    private static SetupProblems problems(CameraPlace place) {
        return new SetupProblems(place.camera(), place.host());
    }

    private List<CameraChange> activated(CameraPlace place, SetupWish wish, Activation.Form form, Vault vault)
            throws IOException {
        var change = SetupPlan.activation(wish.camera(), form);
        narrator.planned(change);
        new ActivationTalk(place).run(form, vault.adminOrNew());
        var more = isapi(place, wish, vault);
        return Stream.concat(Stream.of(change), more.stream()).toList();
    }

    private List<CameraChange> isapi(CameraPlace place, SetupWish wish, Vault vault) throws IOException {
        var login = new Login(
                wish.admin(),
                vault.admin()
                        .orElseThrow(() -> new ProblemException(problems(place).adminUnknown(""))));
        List<CameraChange> changes;
        Set<String> refused;
        try (var fetch = place.open(Optional.of(login))) {
            changes = new SetupPlan(wish, facts(place, fetch), clock.instant()).changes();
            changes.forEach(narrator::planned);
            refused = made(place, fetch, changes);
        }
        if (!changes.isEmpty()) {
            lookAgain(place, wish, login, changes, refused);
        }
        return changes;
    }

    private static IsapiFacts facts(CameraPlace place, Fetch fetch) throws IOException {
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

    private Set<String> made(CameraPlace place, Fetch fetch, List<CameraChange> changes) throws IOException {
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
                    took(place, change, reply, refused);
                }
            }
            if (!refused.contains(change.kind())) {
                narrator.partDone("camera " + place.camera() + ": " + change.words());
            }
        }
        return refused;
    }

    private void took(CameraPlace place, CameraChange change, Reply reply, Set<String> refused) {
        if (reply.status() == 200) {
            return;
        }
        var problem = problems(place).refused(change, reply);
        if (!change.kind().equals(SMALL_STREAM)) {
            throw new ProblemException(problem);
        }
        refused.add(change.kind());
        narrator.warned(problem.what() + " (" + problem.because() + "); " + problem.next());
    }

    private void lookAgain(
            CameraPlace before, SetupWish wish, Login login, List<CameraChange> made, Set<String> refused)
            throws IOException {
        var place = before;
        if (made.stream().anyMatch(CameraChange::restarts)) {
            place = before.at(wish.address().toString());
            narrator.doing("waiting for camera " + wish.camera() + " to restart at " + wish.address());
            if (!place.isBack()) {
                throw new ProblemException(problems(place).notBack());
            }
        }
        try (var fetch = place.open(Optional.of(login))) {
            for (var still : new SetupPlan(wish, facts(place, fetch), clock.instant()).changes()) {
                if (!refused.contains(still.kind())) {
                    throw new ProblemException(problems(place).notStayed(still));
                }
            }
        }
        narrator.done("camera " + wish.camera() + " is set up: " + made.size() + " changes, each read back");
    }
}
