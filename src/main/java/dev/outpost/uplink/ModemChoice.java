package dev.outpost.uplink;

import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.ledger.State;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which uplink a site's dongle gives: from the saved probe, else from what the router's USB tree shows. */
public final class ModemChoice {
    private final State state;
    private final Site site;
    private final Optional<Path> probe;
    private final Narrator narrator;

    /** @param probe a document that was named for this run; absent: the one saved for the site */
    public ModemChoice(State state, Site site, Optional<Path> probe, Narrator narrator) {
        this.state = state;
        this.site = site;
        this.probe = probe;
        this.narrator = narrator;
    }

    /** @throws ProblemException when the probe saw that the SIM needs a person */
    public Optional<ChosenUplink> probed() {
        var file = probe.orElseGet(() -> state.site(site.name()).probe());
        if (site.modem().line().isPresent() || !Files.exists(file)) {
            return Optional.empty();
        }
        var document = ProbeDocument.fromJson(Yaml.file(file).map());
        ProblemException.ifAny(document.simProblem().filter(problem -> !isCured(problem)));
        return told(ChosenUplink.chosen(document, site.modem(), FingerprintSalt.known(state.keys())));
    }

    /** A PIN that may be entered is entered on the router. */
    private boolean isCured(Problem problem) {
        return problem.code() == ProblemCode.SIM_PIN_NEEDED
                && site.modem().pin().isPresent();
    }

    /** Nobody probed the dongle: its descriptors, as the router sees them, decide; its answers come later. */
    public Optional<ChosenUplink> seenOn(RouterFacts router) {
        if (site.modem().line().isPresent()) {
            return Optional.empty();
        }
        return told(RouterDongles.seen(router)
                .flatMap(dongle -> ChosenUplink.chosen(dongle, site.modem(), DongleFingerprint.Matcher.UNKNOWN)));
    }

    /** What works is kept, whatever ranks before it. */
    public ChosenUplink standing(ChosenUplink chosen, RouterFacts router) {
        var stands = chosen.asItStands(router, site.modem());
        if (!stands.candidate().equals(chosen.candidate())) {
            narrator.decided("uplink " + stands.kind() + " stays", "wan has its address through it");
        }
        return stands;
    }

    private Optional<ChosenUplink> told(Optional<ChosenUplink> chosen) {
        chosen.ifPresent(modem -> {
            narrator.decided(
                    "uplink " + modem.kind() + " ("
                            + modem.candidate().confidence().word() + ")",
                    String.join("; ", modem.candidate().reasons()));
            modem.apn().ifPresent(apn -> narrator.decided("APN " + apn, modem.apnSource()));
        });
        return chosen;
    }
}
