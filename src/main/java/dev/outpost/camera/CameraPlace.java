package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A camera's web server as it is reached for setting it up.
 *
 * @param host where it answers now
 */
record CameraPlace(
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
                try (line) {
                    return true;
                } catch (IOException gone) {
                    return true;
                }
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
}
