package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Quietly;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A camera's web server as it is reached for setting it up, or for its restart.
 *
 * @param host where it answers now
 */
public record CameraPlace(
        Vantage from, String camera, String host, int webPort, LoginBudget budget, Ticker ticker, Clock clock) {
    /** A change of its encoder takes a camera some seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** A camera's start. */
    private static final Duration RESTART = Duration.ofSeconds(150);

    CameraPlace at(String other) {
        return new CameraPlace(from, camera, other, webPort, budget, ticker, clock);
    }

    CameraTarget target(Optional<Login> login) {
        return new CameraTarget(camera, host, 554, webPort, host, login, CameraTarget.Paths.HIKVISION);
    }

    CameraProblems problems() {
        return new CameraProblems(target(Optional.empty()), from.where());
    }

    /**
     * A conversation with it.
     *
     * @throws ProblemException where it does not take the call, or may not be offered a password now
     */
    Fetch open(Optional<Login> login) {
        if (login.isPresent() && !budget.allows(camera)) {
            throw new ProblemException(problems().spent(budget.next(camera)));
        }
        return switch (from.dial(host, webPort, CameraLook.DIAL)) {
            case Dial.Connected line -> new Fetch(from, target(login), line, CameraLook.DIAL, ticker.in(LIMIT));
            case Dial other -> throw new ProblemException(problems().unanswered(webPort, other));
        };
    }

    /** What came back, unless nobody was let in: that is written down, and told. */
    Reply let(Fetch fetch, Reply reply) {
        budget.note(camera, fetch.session());
        fetch.session().refusal().ifPresent(refusal -> {
            Problem problem = problems().refused(refusal, clock.instant());
            throw new ProblemException(problem);
        });
        return reply;
    }

    /** Waits until it answers again behind a restart; false where it does not. */
    boolean isBack() {
        var limit = ticker.in(RESTART);
        while (!limit.isOver()) {
            if (from.dial(host, webPort, CameraLook.DIAL) instanceof Dial.Connected line) {
                Quietly.close(line);
                return true;
            }
            try {
                ticker.pause(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /**
     * Tells it to restart, with at most one login.
     *
     * @param logins who may be allowed to, the likeliest first; only the first is offered
     * @return how; empty where it speaks nothing that we know, or nobody here may
     * @throws ProblemException where it does not answer, or refuses the login
     */
    public Optional<String> restart(List<Login> logins) {
        try {
            var look = SetupLook.of(this);
            if (logins.isEmpty()) {
                return Optional.empty();
            }
            try (var fetch = open(Optional.of(logins.getFirst()))) {
                return switch (look) {
                    case SetupLook.Hikvision() ->
                        taken(let(fetch, fetch.send("PUT", "/ISAPI/System/reboot", "", "")), "ISAPI");
                    case SetupLook.Other() -> taken(onvif(fetch, logins.getFirst()), "ONVIF");
                    case SetupLook.Fresh _, SetupLook.Unknown() -> Optional.empty();
                };
            }
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private Reply onvif(Fetch fetch, Login login) throws IOException {
        var onvif = new Onvif(fetch, Optional.of(login), clock.instant());
        onvif.clock();
        var reply = let(fetch, onvif.ask("<tds:SystemReboot/>"));
        if (Onvif.isRefused(reply)) {
            budget.failed(camera);
        }
        return reply;
    }

    private static Optional<String> taken(Reply reply, String how) {
        return reply.status() == 200 ? Optional.of(how) : Optional.empty();
    }

    /** What kind of camera it is that shall be set up, as far as it says so without a login. */
    sealed interface SetupLook {
        String STATUS = "/SDK/activateStatus";

        /** A Hikvision without a password. */
        record Fresh(Activation.Form form) implements SetupLook {}

        /** One that has its password, or another maker's that runs its firmware. */
        record Hikvision() implements SetupLook {}

        /** Another maker, who speaks ONVIF. */
        record Other() implements SetupLook {}

        record Unknown() implements SetupLook {}

        static SetupLook of(CameraPlace place) throws IOException {
            try (var fetch = place.open(Optional.empty())) {
                var status = fetch.get(STATUS);
                var said = Xml.of(status.body());
                if (status.status() == 200 && said.element("Activated").isPresent()) {
                    return said.says("Activated", "true") ? new Hikvision() : new Fresh(form(said));
                }
                if (new Onvif(fetch, Optional.empty(), place.clock().instant())
                        .clock()
                        .isPresent()) {
                    return new Other();
                }
                var about = fetch.get(CameraTarget.Paths.HIKVISION.about());
                return about.status() == 401 ? new Hikvision() : new Unknown();
            }
        }

        static Activation.Form form(Xml status) {
            var isNew = status.element("supportVersion")
                    .filter(text -> text.matches("[3-9]|[1-9]\\d{1,3}"))
                    .isPresent();
            return isNew ? Activation.Form.V3 : Activation.Form.LEGACY;
        }
    }
}
