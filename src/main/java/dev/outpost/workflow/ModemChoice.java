package dev.outpost.workflow;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.RouterDongles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** Which uplink a site's dongle gives: from the saved probe, else from what the router's USB tree shows. */
record ModemChoice(Parts parts, Site site, Options options, Narrator narrator) {

    /** @throws ProblemException when the probe saw that the SIM needs a person */
    Optional<Modem> probed() {
        var file =
                options.probe().orElseGet(() -> parts.state().site(site.name()).probe());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var probe = ProbeDocument.fromJson(Yaml.file(file).map());
        Modem.simProblem(probe).filter(problem -> !isCured(problem)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return told(Modem.chosen(probe, site.modem(), parts.state().withKeys(DongleKey::in)));
    }

    /** A document that was named for this run serves the runs that name none. */
    void remember() {
        options.probe().ifPresent(file -> {
            var state = parts.state().site(site.name());
            try {
                var text = PlainFile.of(file).text();
                if (!PrivateFiles.read(state.probe()).equals(Optional.of(text))) {
                    state.probed(text);
                    narrator.done("the probe is kept for later runs of site " + site.name());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A PIN that may be entered is entered on the router. */
    private boolean isCured(Problem problem) {
        return problem.code() == ProblemCode.SIM_PIN_NEEDED
                && site.modem().pin().isPresent();
    }

    /** Nobody probed the dongle: its descriptors, as the router sees them, decide; its answers come later. */
    Optional<Modem> seenOn(RouterFacts router) {
        return told(
                RouterDongles.seen(router).flatMap(dongle -> Modem.chosen(dongle, site.modem(), SameDongle.UNKNOWN)));
    }

    private Optional<Modem> told(Optional<Modem> chosen) {
        chosen.ifPresent(modem -> {
            narrator.decided(
                    "uplink " + modem.candidate().uplink().kind() + " ("
                            + modem.candidate().confidence().word() + ")",
                    String.join("; ", modem.reasons()));
            modem.apn().ifPresent(apn -> narrator.decided("APN " + apn, modem.apnSource()));
        });
        return chosen;
    }
}
