package dev.outpost.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a camera fit for its site: looks, shows each change, makes it, looks again. A camera that is as it should be is not written to. */
public final class CameraSetup {
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
                case SetupLook.Hikvision() -> new IsapiSetup(place, wish, narrator).run(vault);
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
        var more = new IsapiSetup(place, wish, narrator).run(vault);
        return Stream.concat(Stream.of(change), more.stream()).toList();
    }
}
