package dev.outpost.camera;

import dev.outpost.reach.Vantage;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tells a camera to restart, with at most one login. */
public final class CameraRestart {
    private final Vantage from;
    private final LoginBudget budget;
    private final Ticker ticker;
    private final Clock clock;

    public CameraRestart(Vantage from, LoginBudget budget, Ticker ticker, Clock clock) {
        this.from = from;
        this.budget = budget;
        this.ticker = ticker;
        this.clock = clock;
    }

    /**
     * Tells it.
     *
     * @param logins who may be allowed to, the likeliest first; only the first is offered
     * @return how; empty where it speaks nothing that we know, or nobody here may
     * @throws dev.outpost.step.ProblemException where it does not answer, or refuses the login
     */
    public Optional<String> run(String camera, String host, int webPort, List<Login> logins) {
        var place = new CameraPlace(from, camera, host, webPort, budget, ticker, clock);
        try {
            var look = SetupLook.of(place);
            if (logins.isEmpty()) {
                return Optional.empty();
            }
            try (var fetch = place.open(Optional.of(logins.getFirst()))) {
                return switch (look) {
                    case SetupLook.Hikvision() -> taken(place.let(fetch, isapi(fetch)), "ISAPI");
                    case SetupLook.Other() -> taken(onvif(place, fetch, logins.getFirst()), "ONVIF");
                    case SetupLook.Fresh _, SetupLook.Unknown() -> Optional.empty();
                };
            }
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private static Reply isapi(Fetch fetch) throws IOException {
        return fetch.send("PUT", "/ISAPI/System/reboot", "", "");
    }

    private static Reply onvif(CameraPlace place, Fetch fetch, Login login) throws IOException {
        var onvif = new Onvif(fetch, Optional.of(login), place.clock().instant());
        onvif.clock();
        var reply = place.let(fetch, onvif.ask("<tds:SystemReboot/>"));
        if (reply.status() != 200 && Xml.of(reply.body()).text().contains("NotAuthorized")) {
            place.budget().failed(place.camera());
        }
        return reply;
    }

    private static Optional<String> taken(Reply reply, String how) {
        return reply.status() == 200 ? Optional.of(how) : Optional.empty();
    }
}
