package dev.outpost.camera;

import dev.outpost.camera.CameraPlace.SetupLook;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
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

    /** How a camera is talked to as its administrator, on one connection. */
    interface Talk {
        List<CameraChange> missing() throws IOException;

        Reply say(CameraChange.Stroke stroke) throws IOException;

        /** Who made it, as it says. */
        Optional<String> maker() throws IOException;
    }

    private interface Dialect {
        Talk on(CameraPlace place, Fetch fetch, Login login);
    }

    private record Made(List<CameraChange> changes, ByHand hand) {}

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
                case SetupLook.Hikvision() -> byIsapi(place, wish, vault);
                case SetupLook.Other() -> byOnvif(place, wish, vault);
                case SetupLook.Unknown() ->
                    throw new ProblemException(
                            place.problems().unknownKind(wish.byHand().at("onvif")));
            };
        } catch (IOException broken) {
            throw new ProblemException(place.problems().broken(broken));
        }
    }

    private List<CameraChange> activated(CameraPlace place, SetupWish wish, Activation.Form form, Vault vault)
            throws IOException {
        var change = Activation.change(wish.camera(), form);
        narrator.planned(change);
        Activation.run(form, place, vault.adminOrNew());
        var more = byIsapi(place, wish, vault);
        return Stream.concat(Stream.of(change), more.stream()).toList();
    }

    /** A Hikvision by its own pages for programs. */
    private List<CameraChange> byIsapi(CameraPlace place, SetupWish wish, Vault vault) throws IOException {
        return set(place, wish, login(place, wish, vault, ""), "", (at, fetch, _) -> new IsapiTalk(at, wish, fetch))
                .changes();
    }

    /** A camera of another maker, as far as ONVIF goes; the rest is said in words. */
    private List<CameraChange> byOnvif(CameraPlace place, SetupWish wish, Vault vault) throws IOException {
        var login = login(place, wish, vault, wish.byHand().at("first-password"));
        var made = set(place, wish, login, " by ONVIF", (at, fetch, who) -> new OnvifTalk(at, wish, fetch, who));
        if (!place.host().equals(wish.address().toString())) {
            narrator.asks("give camera " + wish.camera() + " the address " + wish.address() + " on http://"
                    + place.host() + "/" + made.hand().at("address") + ": ONVIF alone does not move it safely");
        }
        narrator.warned("the small stream of camera " + wish.camera()
                + " was not looked at: H.264, 640 × 360, 6 frames a second and 256 kbit/s fit a mobile line; http://"
                + place.host() + "/" + made.hand().at("stream"));
        return made.changes();
    }

    private static Login login(CameraPlace place, SetupWish wish, Vault vault, String page) {
        return new Login(
                wish.admin(),
                vault.admin()
                        .orElseThrow(() -> new ProblemException(place.problems().adminUnknown(page))));
    }

    private Made set(CameraPlace place, SetupWish wish, Login login, String how, Dialect dialect) throws IOException {
        List<CameraChange> changes;
        Set<String> refused;
        ByHand hand;
        try (var fetch = place.open(Optional.of(login))) {
            var talk = dialect.on(place, fetch, login);
            changes = talk.missing();
            hand = wish.byHand().or(talk.maker());
            changes.forEach(narrator::planned);
            refused = made(place, talk, changes);
        }
        if (!changes.isEmpty()) {
            var there = changes.stream().anyMatch(CameraChange::restarts) ? restarted(place, wish) : place;
            try (var fetch = there.open(Optional.of(login))) {
                for (var still : dialect.on(there, fetch, login).missing()) {
                    if (!refused.contains(still.kind())) {
                        throw new ProblemException(there.problems().notStayed(still));
                    }
                }
            }
            narrator.done("camera " + wish.camera() + " is set up" + how + ": " + changes.size()
                    + " changes, each read back");
        }
        return new Made(changes, hand);
    }

    /** Which of them it refused, where that does no harm. */
    private Set<String> made(CameraPlace place, Talk talk, List<CameraChange> changes) throws IOException {
        var refused = new LinkedHashSet<String>();
        for (var change : changes) {
            for (var stroke : change.strokes()) {
                var reply = talk.say(stroke);
                if (reply.status() != 200) {
                    refused.add(refused(place.problems().refused(change, reply), change));
                }
            }
            if (!refused.contains(change.kind())) {
                narrator.partDone("camera " + place.camera() + ": " + change.words());
            }
        }
        return refused;
    }

    private String refused(Problem problem, CameraChange change) {
        if (!change.kind().equals(SMALL_STREAM)) {
            throw new ProblemException(problem);
        }
        narrator.warned(problem.what() + " (" + problem.because() + "); " + problem.next());
        return change.kind();
    }

    private CameraPlace restarted(CameraPlace place, SetupWish wish) {
        var there = place.at(wish.address().toString());
        narrator.doing("waiting for camera " + wish.camera() + " to restart at " + wish.address());
        if (!there.isBack()) {
            throw new ProblemException(there.problems().notBack());
        }
        return there;
    }
}
