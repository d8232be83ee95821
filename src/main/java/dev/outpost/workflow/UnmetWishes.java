package dev.outpost.workflow;

import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.site.LanWish;
import dev.outpost.workflow.site.Site;
import java.util.Optional;

/** What a site file may ask for and this version does not do: said before anything is written, never passed over. */
record UnmetWishes(Site site, Optional<Modem> modem, Narrator narrator) {

    void say(RouterFacts router) {
        if (site.lan() instanceof LanWish.At wanted) {
            refuseToMove(wanted, router.lanAddress().orElse("unknown"));
        }
        if (!site.modem().spares().isEmpty()) {
            narrator.warned("modem.spares: their drivers are not installed by this version");
        }
        var proto = modem.map(m -> m.candidate().openwrt().proto()).orElse("ncm");
        if (site.modem().pin().isPresent() && !proto.equals("ncm")) {
            narrator.warned("modem.pin: this version enters a PIN only where the uplink is ncm; a locked SIM stops it");
        }
    }

    private void refuseToMove(LanWish.At wanted, String now) {
        if (!wanted.address().toString().replaceFirst("/.*", "").equals(now)) {
            throw new ProblemException(Problem.blocked(
                    "SITE-LAN-NOT-YET",
                    "router.lan asks for " + wanted.address() + ", and the router's LAN is at " + now,
                    "this version does not move a LAN",
                    "take router.lan out of " + site.file() + ", or move the LAN by hand first"));
        }
    }
}
